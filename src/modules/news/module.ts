import type { Module } from '#platform/module.ts'
import { tellNews } from './telling.ts'

export const newsModule: Module = {
  name: 'news',
  sweeps: { tell: { every: 5, run: tellNews } },
}
