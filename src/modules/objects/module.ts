import type { Module } from '#platform/module.ts'

export const objectsModule: Module = { name: 'objects', permissions: ['objects.manage'] }
