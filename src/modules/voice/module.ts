import type { Module } from '#platform/module.ts'
import { askDue, planSurvey } from './asking.ts'
import { settleByReopening } from './deciding.ts'
import {
  erasePerson,
  erasePersonAgain,
  eraseSpeaker,
  eraseSpeakerAgain,
  eraseVoices,
  eraseVoicesAgain,
  forgetSpeakers,
} from './forgetting.ts'
import { tellDecision } from './telling.ts'

export const voiceModule: Module = {
  name: 'voice',
  permissions: ['voice.read'],
  on: {
    'case.closed': planSurvey,
    'case.reopened': settleByReopening,
    'case.doubt_decided': tellDecision,
    'case.anonymised': eraseVoices,
    'party.erased': erasePerson,
    'party.forgotten': eraseSpeaker,
  },
  schedule: { forget: { every: 3600, run: forgetSpeakers } },
  sweeps: { ask: { every: 300, run: askDue } },
  eraseAgain: {
    'case.anonymised': eraseVoicesAgain,
    'party.erased': erasePersonAgain,
    'party.forgotten': eraseSpeakerAgain,
  },
}
