import type { Module } from '#platform/module.ts'

export const tenancyModule: Module = { name: 'tenancy', permissions: ['settings.manage'] }
