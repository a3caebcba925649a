import type { Module } from '#platform/module.ts'

export const partiesModule: Module = { name: 'parties' }
