import type { Module } from '#platform/module.ts'

export const organisationModule: Module = { name: 'organisation', permissions: ['organisation.manage'] }
