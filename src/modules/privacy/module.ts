import type { Module } from '#platform/module.ts'

export const privacyModule: Module = { name: 'privacy', permissions: ['privacy.read', 'privacy.manage'] }
