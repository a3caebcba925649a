export {
  type Answer,
  answerSurvey,
  answerToken,
  type Fixed,
  fixedAnswers,
  holderOfSurvey,
  moods,
  type Survey,
  surveyByToken,
} from './answering.ts'
export { type GivenAnswer, givenAnswers } from './answers.ts'
export { askDue } from './asking.ts'
export { confirmVoice, type UnsureVoice, voiceToConfirm } from './confirming.ts'
export { type Decision, decideDoubt } from './deciding.ts'
export { type Doubt, doubt, doubtableCase, heardBefore } from './doubting.ts'
export { voiceSections } from './forgetting.ts'
export {
  type CaseVoices,
  type OpenQuestion,
  openQuestions,
  type Question,
  questionDue,
  type Saying,
  voicesOf,
} from './questions.ts'
export { doubtable, LONGEST_SAYING, OLD_DAYS, type Tally, tallyOf } from './saying.ts'
export { questionsWaiting } from './waiting.ts'
