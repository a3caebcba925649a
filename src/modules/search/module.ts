import type { Module } from '#platform/module.ts'

export const searchModule: Module = { name: 'search' }
