import type { Module } from '#platform/module.ts'

export const formsModule: Module = { name: 'forms' }
