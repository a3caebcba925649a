import type { Module } from '#platform/module.ts'

export const responsibilityModule: Module = { name: 'responsibility' }
