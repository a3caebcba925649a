import type { Module } from '#platform/module.ts'

export const calendarModule: Module = { name: 'calendar' }
