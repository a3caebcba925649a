export type { OfferChange } from './changes.ts'
export { type Checked, checkConnection } from './checking.ts'
export { type Compared, type Comparison, compareOffers } from './comparing.ts'
export {
  allEndpoints,
  type Endpoint,
  type EndpointSettings,
  endpointById,
  endpoints,
} from './endpoint.ts'
export { exchangeAll } from './exchanging.ts'
export {
  changeEndpoint,
  createEndpoint,
  type EndpointFault,
  type EndpointInput,
  endpointFaults,
  pauseEndpoint,
  removeEndpoint,
  resumeEndpoint,
} from './managing.ts'
export {
  type Mapping,
  mapAttributes,
  mapCategories,
  mappingsOf,
  type Source,
  setDefaultService,
  sourceOf,
  unfilled,
} from './mapping.ts'
export { photoByToken } from './photos.ts'
export { type Pulled, pullNow, pullsOf } from './pulling.ts'
export { type Attribute, type Service, servicesOf } from './services.ts'
export { isKnownState, type Meaning, meaningOf, ourState, stateWord } from './states.ts'
export {
  type Counts,
  countsOf,
  hasArrived,
  type LogLine,
  logOf,
  sendAgain,
  type Transfer,
  type TransferStatus,
  transfersOf,
} from './transfers.ts'
