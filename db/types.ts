/**
 * Made from db/migrations by `npm run db:types`.
 * Please do not edit it manually.
 */

import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Int8 = ColumnType<number, number, number>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Numeric = ColumnType<string, number | string, number | string>;

export type Point = {
  x: number;
  y: number;
};

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface AnalyticsCell {
  answer: Json;
  area_id: string;
  asked: number;
  closed: number;
  confirmed: number;
  doubts: number;
  doubts_sure: Generated<number>;
  fix: Json;
  fixed: Json;
  in_time: number;
  judged: number;
  late: Json;
  month: Timestamp;
  mood: Json;
  public: boolean;
  received: number;
  reopened: number;
  repeats: number;
  tenant_id: string;
  type: string;
  unit_id: string;
  voices_other: Generated<number>;
  voices_sure: Generated<number>;
}

export interface AnalyticsFact {
  answer_minutes: number | null;
  area_id: string | null;
  asked: Generated<boolean>;
  case_id: string;
  closed: boolean;
  confirmed: Generated<number>;
  doubts: Generated<number>;
  doubts_sure: Generated<number>;
  due_at: Timestamp | null;
  fix_minutes: number | null;
  fixed: string | null;
  fixed_at: Timestamp | null;
  in_time: boolean | null;
  late_why: string | null;
  month: Timestamp;
  mood: number | null;
  opened_at: Timestamp | null;
  public: boolean;
  reopened: boolean;
  repeats: Generated<boolean>;
  spot: Int8 | null;
  status: string | null;
  tenant_id: string;
  type: string;
  unit_id: string | null;
  voices_other: Generated<number>;
  voices_sure: Generated<number>;
  x: number | null;
  y: number | null;
}

export interface AnalyticsFigure {
  answer: Json;
  asked: Generated<number>;
  closed: number;
  confirmed: Generated<number>;
  dim: string;
  doubts: Generated<number>;
  doubts_sure: Generated<number>;
  fix: Json;
  fixed: Generated<Json>;
  in_time: number;
  judged: number;
  late: Json;
  month: Timestamp;
  mood: Generated<Json>;
  public: boolean;
  received: number;
  reopened: number;
  repeats: Generated<number>;
  tenant_id: string;
  value: string;
  voices_other: Generated<number>;
  voices_sure: Generated<number>;
}

export interface AnalyticsProgress {
  at: Timestamp;
  checked_at: Timestamp | null;
  n: Int8;
  renewed: Generated<Timestamp>;
  tenant_id: string;
  walked: Generated<string | null>;
  whole: Generated<boolean>;
}

export interface AnalyticsTrend {
  area_id: string;
  level: number;
  month: Timestamp;
  n: number;
  status: string;
  tenant_id: string;
  type: string;
  x: number;
  y: number;
}

export interface AuditChange {
  actor_for: string | null;
  actor_id: string | null;
  actor_kind: string;
  after: Json | null;
  at: Timestamp;
  before: Json | null;
  erased_at: Timestamp | null;
  id: string;
  salt: string;
  stream: string;
  tenant_id: string;
  type: string;
}

export interface AuditListing {
  actor_for: string | null;
  actor_id: string | null;
  actor_kind: string;
  at: Timestamp;
  id: string;
  role: string | null;
  subjects: string[];
  tenant_id: string;
  unit_id: string | null;
  what: string;
}

export interface AuditReading {
  actor_for: string | null;
  actor_id: string | null;
  actor_kind: string;
  at: Timestamp;
  id: string;
  role: string | null;
  subject_id: string;
  tenant_id: string;
  unit_id: string | null;
  what: string;
}

export interface AuditSeal {
  at: Timestamp;
  from_n: Int8;
  hash: Buffer;
  n: number;
  prev: Buffer | null;
  root: Buffer;
  tenant_id: string;
  to_n: Int8;
}

export interface AuditUnusual {
  account_id: string;
  at: Timestamp;
  day: Timestamp;
  kind: string;
  most: number;
  n: number;
  tenant_id: string;
  usual: number;
}

export interface AuditVerification {
  at: Timestamp;
  events: Int8;
  fault: Json | null;
  faults: number;
  id: string;
  published: number;
  seals: number;
  tenant_id: string;
}

export interface CalendarDayOff {
  day: Timestamp;
  name: string;
  tenant_id: string;
}

export interface CalendarOpening {
  from_time: string;
  tenant_id: string;
  unit_id: string;
  until_time: string;
  weekday: number;
}

export interface CasesAccess {
  account_id: string | null;
  at: Timestamp;
  case_id: string;
  emergency: Generated<boolean>;
  granted_by: string | null;
  id: string;
  part_id: string;
  tenant_id: string;
  unit_id: string | null;
  until: Timestamp | null;
}

export interface CasesCase {
  address: string | null;
  anonymised_at: Timestamp | null;
  area_id: string | null;
  assignee_id: string | null;
  authority_id: string | null;
  channel: string;
  closed_at: Timestamp | null;
  due_at: Timestamp | null;
  id: string;
  kind: string;
  lat: number | null;
  lon: number | null;
  number: string;
  opened_at: Timestamp;
  outcome: string | null;
  place: Point | null;
  priority: Generated<number>;
  public: boolean;
  restricted: Generated<boolean>;
  scheduled_for: Timestamp | null;
  status: string;
  tenant_id: string;
  title: string;
  title_en: string;
  type: string;
  unit_id: string | null;
  updated_at: Timestamp;
  version: Generated<number>;
}

export interface CasesChild {
  case_id: string;
  parent_id: string;
  position: number;
  tenant_id: string;
}

export interface CasesClosure {
  at: Timestamp;
  authority_id: string | null;
  by_id: string | null;
  by_kind: string;
  case_id: string;
  duplicate_of: string | null;
  id: string;
  outcome: string;
  reason: string | null;
  reopened_at: Timestamp | null;
  tenant_id: string;
}

export interface CasesCounter {
  next: Int8;
  tenant_id: string;
  year: number;
}

export interface CasesDigest {
  day: Timestamp;
  tenant_id: string;
}

export interface CasesEarlierWords {
  at: Timestamp;
  by_id: string | null;
  by_kind: string;
  case_id: string;
  forget: Generated<boolean>;
  id: string;
  message_id: string;
  reason: string | null;
  sealed: Buffer;
  tenant_id: string;
  why: string;
}

export interface CasesEmergency {
  account_id: string;
  actor_for: string | null;
  at: Timestamp;
  case_id: string | null;
  id: string;
  number: string;
  outcome: string;
  reason: string | null;
  tenant_id: string;
  until: Timestamp | null;
}

export interface CasesFollowRequest {
  case_id: string;
  created_at: Timestamp;
  email: string;
  expires_at: Timestamp;
  files: string[];
  lang: string;
  message_id: string | null;
  supporter: Buffer | null;
  tenant_id: string;
  token_hash: Buffer;
}

export interface CasesMerge {
  at: Timestamp;
  by_id: string | null;
  case_id: string;
  id: string;
  into_id: string;
  status: string;
  tenant_id: string;
  undone_at: Timestamp | null;
  undone_by: string | null;
}

export interface CasesMessage {
  at: Timestamp;
  author_id: string | null;
  author_kind: string;
  body: string;
  case_id: string;
  channel: string;
  direction: string;
  id: string;
  lang: string | null;
  restricted: Generated<boolean>;
  tenant_id: string;
  visibility: string;
}

export interface CasesParty {
  case_id: string;
  party_id: string;
  role: string;
  since: Timestamp;
  stopped_at: Timestamp | null;
  tenant_id: string;
}

export interface CasesPublication {
  at: Timestamp;
  by_id: string | null;
  case_id: string;
  state: string;
  tenant_id: string;
  what: string;
}

export interface CasesRestriction {
  at: Timestamp;
  by_id: string | null;
  case_id: string;
  reason: string;
  tenant_id: string;
  was_public: boolean;
}

export interface CasesSplit {
  case_id: string;
  changed_at: Timestamp | null;
  made: number;
  mode: string;
  tenant_id: string;
}

export interface CasesSupporter {
  at: Timestamp;
  case_id: string;
  key: Buffer;
  tenant_id: string;
}

export interface CasesTelling {
  after_case: string;
  after_party: string;
  at: Timestamp;
  event_id: string;
  tenant_id: string;
}

export interface CasesTracking {
  case_id: string;
  created_at: Timestamp;
  expires_at: Timestamp | null;
  party_id: string | null;
  revoked_at: Timestamp | null;
  tenant_id: string;
  token_hash: Buffer;
}

export interface CasesWords {
  case_id: string;
  tenant_id: string;
  words: string;
}

export interface CitizensAccount {
  created_at: Timestamp;
  disabled_at: Timestamp | null;
  email: string | null;
  email_at: Timestamp | null;
  id: string;
  lang: Generated<string>;
  party_id: string;
  tenant_id: string;
  version: Generated<number>;
}

export interface CitizensChallenge {
  account_id: string | null;
  challenge: string;
  expires_at: Timestamp;
  tenant_id: string;
}

export interface CitizensClaim {
  account_id: string;
  at: Timestamp;
  how: string;
  party_id: string;
  tenant_id: string;
}

export interface CitizensConsent {
  account_id: string;
  given_at: Timestamp;
  id: string;
  purpose: string;
  tenant_id: string;
  withdrawn_at: Timestamp | null;
  wording: number;
}

export interface CitizensInvitation {
  accepted_at: Timestamp | null;
  created_at: Timestamp;
  email: string;
  expires_at: Timestamp;
  id: string;
  invited_by: string;
  organisation_id: string;
  powers: string[];
  tenant_id: string;
  token_hash: Buffer;
}

export interface CitizensLink {
  account_id: string | null;
  created_at: Timestamp;
  draft_id: string | null;
  email: string;
  expires_at: Timestamp;
  onward: string | null;
  tenant_id: string;
  token_hash: Buffer;
  used_at: Timestamp | null;
}

export interface CitizensMember {
  account_id: string;
  organisation_id: string;
  powers: string[];
  revoked_at: Timestamp | null;
  since: Timestamp;
  tenant_id: string;
}

export interface CitizensOrganisation {
  confirmed_at: Timestamp | null;
  confirmed_how: string | null;
  created_at: Timestamp;
  founded_by: string;
  id: string;
  note: string | null;
  party_id: string;
  refusal: string | null;
  refused_at: Timestamp | null;
  tenant_id: string;
  version: Generated<number>;
}

export interface CitizensPasskey {
  account_id: string;
  counter: Int8;
  created_at: Timestamp;
  credential_id: string;
  name: string;
  public_key: Buffer;
  tenant_id: string;
  transports: string[];
  used_at: Timestamp | null;
}

export interface CitizensSession {
  account_id: string;
  created_at: Timestamp;
  device: string;
  expires_at: Timestamp;
  id: string;
  level: string;
  method: string;
  organisation_id: string | null;
  seen_at: Timestamp;
  tenant_id: string;
  token_hash: Buffer;
}

export interface CitizensSignOn {
  account_id: string;
  created_at: Timestamp;
  level: string;
  provider: string;
  register: string | null;
  subject: string;
  tenant_id: string;
  used_at: Timestamp;
}

export interface CountingNetwork {
  counted: number;
  key: Buffer;
  tenant_id: string;
  until: Timestamp;
}

export interface DispatchProposal {
  account_id: string;
  at: Timestamp;
  case_id: string;
  decided_at: Timestamp | null;
  distance_m: number;
  load: number;
  mode: string;
  tenant_id: string;
}

export interface DuplicatesOpenReport {
  case_id: string;
  cell: Int8;
  lat: number;
  lon: number;
  opened_at: Timestamp;
  said: Generated<number>;
  tenant_id: string;
  type: string;
}

export interface DuplicatesState {
  looked_at: Timestamp;
  tenant_id: string;
  walked: string;
  whole: boolean;
}

export interface ExchangeEndpoint {
  api_key: Buffer | null;
  attempts: Generated<number>;
  authority_id: string | null;
  contact: string | null;
  created_at: Timestamp;
  cursor: Timestamp | null;
  default_service: string | null;
  failing_since: Timestamp | null;
  failing_why: string | null;
  follow: boolean;
  format: string;
  give_up_days: number;
  id: string;
  inbound_key_id: string | null;
  jurisdiction: string | null;
  leased_until: Timestamp | null;
  name: string;
  on_closed: string;
  paused_at: Timestamp | null;
  polled_at: Timestamp | null;
  polls: string | null;
  pulled_at: Timestamp | null;
  removed_at: Timestamp | null;
  retry_at: Timestamp | null;
  send_private: boolean;
  send_words: boolean;
  tenant_id: string;
  url: string;
  version: Generated<number>;
}

export interface ExchangeMapping {
  attributes: Json;
  category: string;
  endpoint_id: string;
  service_code: string;
  tenant_id: string;
}

export interface ExchangeOutgoing {
  answer: number | null;
  attempts: Generated<number>;
  case_id: string;
  created_at: Timestamp;
  detail: string | null;
  done_at: Timestamp | null;
  endpoint_id: string;
  error: string | null;
  event_id: string | null;
  first_tried_at: Timestamp | null;
  id: string;
  kind: string;
  message_id: string | null;
  state: string | null;
  status: string;
  tenant_id: string;
  unclear: Generated<boolean>;
}

export interface ExchangePull {
  at: Timestamp;
  changes: Json;
  endpoint_id: string;
  id: string;
  tenant_id: string;
}

export interface ExchangeReceived {
  at: Timestamp;
  case_id: string;
  endpoint_id: string;
  state: string;
  taken_at: Timestamp;
  tenant_id: string;
  update_id: string;
}

export interface ExchangeService {
  code: string;
  definition: Json | null;
  description: string | null;
  endpoint_id: string;
  group_name: string | null;
  name: string;
  position: number;
  tenant_id: string;
}

export interface ExchangeTransfer {
  case_id: string;
  checked_at: Timestamp | null;
  created_at: Timestamp;
  endpoint_id: string;
  reason: string | null;
  remote_agency: string | null;
  remote_closed: Generated<boolean>;
  remote_expected: Timestamp | null;
  remote_id: string | null;
  remote_notes: string | null;
  remote_state: string | null;
  remote_updated_at: Timestamp | null;
  sent_at: Timestamp | null;
  status: string;
  tenant_id: string;
  token: string | null;
}

export interface FieldworkApplied {
  account_id: string;
  answer: Json | null;
  at: Timestamp;
  fingerprint: Buffer;
  id: string;
  tenant_id: string;
}

export interface FieldworkEntry {
  at: Timestamp;
  by_id: string | null;
  case_id: string;
  id: string;
  kind: string;
  material_id: string | null;
  minutes: number | null;
  quantity: Numeric | null;
  received_at: Timestamp;
  tenant_id: string;
}

export interface FieldworkMaterial {
  id: string;
  name: string;
  name_en: string;
  retired_at: Timestamp | null;
  tenant_id: string;
  unit: string;
}

export interface FieldworkStop {
  account_id: string;
  case_id: string;
  day: Timestamp;
  position: number;
  tenant_id: string;
}

export interface FilesDetection {
  at: Timestamp;
  boxes: Json;
  file_id: string;
  folder_id: string;
  tenant_id: string;
}

export interface FilesFile {
  accuracy_m: number | null;
  by_id: string | null;
  by_kind: string;
  created_at: Timestamp;
  dhash: Buffer | null;
  folder_id: string;
  height: number | null;
  id: string;
  kind: string;
  lat: number | null;
  lon: number | null;
  mime: string;
  name: string;
  original_blob: string;
  position: Generated<number>;
  public_blob: string | null;
  removed_at: Timestamp | null;
  restricted: Generated<boolean>;
  sha256: Buffer;
  size: number;
  stage: string;
  taken_local: string | null;
  tenant_id: string;
  thumb_blob: string | null;
  visibility: string;
  width: number | null;
}

export interface FilesFolder {
  created_at: Timestamp;
  destroyed_at: Timestamp | null;
  id: string;
  tenant_id: string;
  /**
   * backup=keys
   */
  wrapped_key: Buffer | null;
}

export interface FilesRedaction {
  at: Timestamp;
  boxes: Json;
  by_id: string | null;
  by_kind: string;
  file_id: string;
  folder_id: string;
  forget: Generated<boolean>;
  tenant_id: string;
}

export interface GeoAddress {
  city: string;
  district: string | null;
  folded: string;
  house_number: string;
  id: string;
  lat: number;
  lon: number;
  place: Point;
  postcode: string;
  street: string;
  tenant_id: string;
}

export interface GeoArea {
  code: string;
  geometry: Json;
  id: string;
  kind: string;
  name: string;
  tenant_id: string;
}

export interface GeoFeature {
  geometry: Json;
  id: string;
  kind: string;
  name: string | null;
  tenant_id: string;
}

export interface GeoStreet {
  authority: string | null;
  class: string;
  geometry: Json;
  id: string;
  name: string;
  owner: string;
  tenant_id: string;
}

export interface IdentityAccount {
  created_at: Timestamp;
  disabled_at: Timestamp | null;
  email: string;
  id: string;
  lang: Generated<string>;
  name: string;
  password_hash: string | null;
  tenant_id: string;
  version: Generated<number>;
}

export interface IdentityApiKey {
  created_at: Timestamp;
  expires_at: Timestamp | null;
  id: string;
  key_hash: Buffer;
  label: string;
  per_minute: number;
  revoked_at: Timestamp | null;
  scopes: string[];
  tenant_id: string;
}

export interface IdentityAttempt {
  blocked_until: Timestamp | null;
  failures: number;
  since: Timestamp;
  subject: Buffer;
  tenant_id: string;
}

export interface IdentityChallenge {
  account_id: string | null;
  challenge_hash: Buffer;
  expires_at: Timestamp;
  purpose: string;
  tenant_id: string;
}

export interface IdentityDevice {
  account_id: string;
  browser: string;
  first_at: Timestamp;
  last_at: Timestamp;
  system: string;
  tenant_id: string;
  token_hash: Buffer;
}

export interface IdentityInvitation {
  account_id: string;
  created_at: Timestamp;
  expires_at: Timestamp;
  id: string;
  purpose: string;
  tenant_id: string;
  token_hash: Buffer;
  used_at: Timestamp | null;
}

export interface IdentityLogoutToken {
  expires_at: Timestamp;
  jti_hash: Buffer;
  provider_id: string;
  tenant_id: string;
}

export interface IdentityPasskey {
  account_id: string;
  backed_up: boolean;
  counter: Int8;
  created_at: Timestamp;
  credential_id: Buffer;
  id: string;
  name: string;
  public_key: Buffer;
  tenant_id: string;
  transports: string[];
  used_at: Timestamp | null;
}

export interface IdentityProvider {
  audience: string;
  client_id: string;
  code: string;
  created_at: Timestamp;
  creates: Generated<boolean>;
  factor: Generated<string>;
  factor_values: Generated<string[]>;
  id: string;
  issuer: string;
  level_claim: Generated<string>;
  levels: Generated<Json>;
  matches_email: Generated<boolean>;
  name: string;
  offered: boolean;
  scopes: string[];
  secret: Buffer | null;
  tenant_id: string;
  version: Generated<number>;
}

export interface IdentityProviderSubject {
  account_id: string;
  last_at: Timestamp;
  provider_id: string;
  since: Timestamp;
  subject: string;
  tenant_id: string;
}

export interface IdentityRecoveryCode {
  account_id: string;
  code_hash: Buffer;
  created_at: Timestamp;
  tenant_id: string;
  used_at: Timestamp | null;
}

export interface IdentitySession {
  account_id: string;
  address: Buffer;
  browser: string;
  confirmed_at: Timestamp | null;
  created_at: Timestamp;
  expires_at: Timestamp;
  id: string;
  method: string;
  seen_at: Timestamp;
  state: string;
  system: string;
  tenant_id: string;
  token_hash: Buffer;
}

export interface IdentitySignOnFlow {
  browser_hash: Buffer;
  carried: Json;
  expires_at: Timestamp;
  nonce: string;
  provider_id: string;
  redirect_uri: string;
  state_hash: Buffer;
  tenant_id: string;
  verifier: string;
}

export interface IdentitySignOnSession {
  at: Timestamp;
  id_token: Buffer;
  provider_id: string;
  session_hash: Buffer;
  sid: string | null;
  subject: string;
  tenant_id: string;
}

export interface IdentityTotp {
  account_id: string;
  created_at: Timestamp;
  last_step: Int8;
  sealed: Buffer;
  tenant_id: string;
  used_at: Timestamp | null;
}

export interface NotificationsCaused {
  cause: string;
  n: number;
  recipient: Buffer;
  since: Timestamp;
  tenant_id: string;
}

export interface NotificationsUnreachable {
  day: Timestamp;
  ended: number;
  tenant_id: string;
  what: string;
}

export interface ObjectsFetch {
  allowed: Json | null;
  asked_at: Timestamp | null;
  facts: Json;
  failures: number;
  good_at: Timestamp | null;
  layer: string;
  leased_until: Timestamp | null;
  next_at: Timestamp;
  state: string;
  tenant_id: string;
  why: string | null;
}

export interface ObjectsLayer {
  active: Generated<boolean>;
  categories: string[];
  code: string;
  colour: string;
  icon: string;
  name: string;
  name_en: string;
  name_from: string;
  number_from: string;
  one: string;
  one_en: string;
  position: number;
  public: boolean;
  shown: Json;
  source: string;
  srs: string;
  tenant_id: string;
  version: Generated<number>;
  wfs_hours: number;
  wfs_type: string;
  wfs_url: string;
}

export interface ObjectsObject {
  active: boolean;
  area_id: string | null;
  attributes: Json;
  cell: Int8;
  changed_at: Timestamp;
  code: string;
  id: string;
  lat: number;
  layer: string;
  lon: number;
  name: string | null;
  number: string;
  number_key: string;
  tenant_id: string;
}

export interface OrganisationAbsence {
  absent_from: Timestamp;
  absent_until: Timestamp;
  account_id: string;
  calendar_uid: string | null;
  created_at: Timestamp;
  id: string;
  source: string;
  tenant_id: string;
}

export interface OrganisationApproval {
  asked_at: Timestamp;
  asked_by: string;
  asked_for: string | null;
  decided_at: Timestamp | null;
  decided_by: string | null;
  decided_for: string | null;
  decision: string | null;
  expires_at: Timestamp;
  id: string;
  payload: Json;
  permission: string;
  reason: string | null;
  step: string;
  subject_id: string;
  tenant_id: string;
  type: string | null;
  unit_id: string | null;
}

export interface OrganisationDeputyship {
  absent_id: string;
  active: boolean;
  deputy_id: string;
  ended_at: Timestamp | null;
  ended_by: string | null;
  id: string;
  named_at: Timestamp;
  named_by: string | null;
  only_when_absent: boolean;
  tenant_id: string;
  types: string[] | null;
  unit_id: string | null;
  valid_from: Timestamp;
  valid_until: Timestamp | null;
}

export interface OrganisationDirectoryGroup {
  changed_at: Timestamp;
  created_at: Timestamp;
  external_id: string | null;
  folded: string;
  id: string;
  name: string;
  tenant_id: string;
}

export interface OrganisationDirectoryMember {
  account_id: string;
  group_id: string;
  tenant_id: string;
}

export interface OrganisationDuty {
  account_id: string;
  from_time: string;
  tenant_id: string;
  until_time: string;
  weekday: number;
}

export interface OrganisationMapping {
  claim: string;
  id: string;
  powerful: Generated<boolean>;
  role: string;
  source: string;
  tenant_id: string;
  types: string[] | null;
  unit_id: string;
  value: string;
}

export interface OrganisationMembership {
  account_id: string;
  role: string;
  source: Generated<string>;
  tenant_id: string;
  types: string[] | null;
  unit_id: string;
  valid_from: Timestamp;
  valid_until: Timestamp | null;
  version: Generated<number>;
}

export interface OrganisationPreference {
  account_id: string;
  assignments: Generated<boolean>;
  digest: Generated<boolean>;
  tenant_id: string;
}

export interface OrganisationProvisioned {
  account_id: string;
  changed_at: Timestamp;
  created_at: Timestamp;
  deleted_at: Timestamp | null;
  external_id: string | null;
  family_name: string | null;
  folded: string;
  given_name: string | null;
  switched_off: Generated<boolean>;
  tenant_id: string;
  user_name: string;
}

export interface OrganisationRole {
  code: string;
  name: string;
  name_en: string;
  permissions: string[];
  retired_at: Timestamp | null;
  tenant_id: string;
  version: Generated<number>;
}

export interface OrganisationSkill {
  account_id: string;
  level: Generated<number>;
  skill: string;
  tenant_id: string;
}

export interface OrganisationUnit {
  code: string;
  dissolved_at: Timestamp | null;
  email: string | null;
  head_id: string | null;
  id: string;
  kind: string;
  name: string;
  name_en: string;
  parent_id: string | null;
  phone: string | null;
  tenant_id: string;
  version: Generated<number>;
}

export interface OrganisationWorker {
  account_id: string;
  capacity: Generated<number>;
  lat: number | null;
  lon: number | null;
  tenant_id: string;
  version: Generated<number>;
}

export interface PartiesDouble {
  a: string;
  b: string;
  decided_at: Timestamp | null;
  decided_by: string | null;
  found_at: Timestamp;
  note: string | null;
  reasons: string[];
  state: string;
  tenant_id: string;
  version: Generated<number>;
}

export interface PartiesParty {
  address: string | null;
  address_folded: string | null;
  birth_date: Timestamp | null;
  created_at: Timestamp;
  email: string | null;
  email_folded: string | null;
  erased_at: Timestamp | null;
  folded_at: Timestamp | null;
  id: string;
  kind: string;
  lang: string;
  merged_into: string | null;
  name: string | null;
  name_folded: string | null;
  phone: string | null;
  phone_folded: string | null;
  register: string | null;
  tenant_id: string;
  version: Generated<number>;
}

export interface PlatformEvent {
  actor_for: string | null;
  actor_id: string | null;
  actor_kind: string;
  at: Timestamp;
  hash: Buffer;
  id: string;
  payload: Json;
  prev: Buffer | null;
  seq: number;
  stream: string;
  tenant_id: string;
  type: string;
}

export interface PlatformFeed {
  event_id: string;
  n: Int8;
  tenant_id: string;
}

export interface PlatformFeedHead {
  n: Int8;
  tenant_id: string;
}

export interface PlatformIdempotency {
  answer: Json | null;
  at: Timestamp;
  fingerprint: Buffer;
  key: string;
  scope: string;
  tenant_id: string;
}

export interface PlatformMail {
  attempts: Generated<number>;
  body_html: string | null;
  body_text: string;
  created_at: Timestamp;
  dedupe: string;
  error: string | null;
  headers: Generated<Json>;
  id: string;
  lang: string;
  leased_until: Timestamp | null;
  next_at: Timestamp;
  recipient: string;
  refused: Generated<boolean>;
  restricted: Generated<boolean>;
  sent_at: Timestamp | null;
  status: string;
  stream: string | null;
  subject: string;
  tenant_id: string;
}

export interface PlatformMigration {
  applied_at: Timestamp;
  checksum: string;
  name: string;
}

export interface PlatformOutbox {
  at: Timestamp;
  event_id: string;
  tenant_id: string;
  type: string;
}

export interface PrivacyHold {
  at: Timestamp;
  by: string | null;
  id: string;
  kind: string;
  lift_asked_at: Timestamp | null;
  lift_asked_by: string | null;
  lifted_at: Timestamp | null;
  lifted_by: string | null;
  reason: string;
  subject_id: string;
  tenant_id: string;
  until: Timestamp | null;
}

export interface PrivacyProcessing {
  at: Timestamp;
  by: string | null;
  code: string;
  tenant_id: string;
  value: Json;
  version: number;
}

export interface PrivacyRequest {
  asked_at: Timestamp | null;
  asked_by: string | null;
  at: Timestamp;
  by: string | null;
  decided_at: Timestamp | null;
  decided_by: string | null;
  due_at: Timestamp;
  id: string;
  identified_by: string;
  kind: string;
  outcome: Json | null;
  parties: string[];
  status: string;
  tenant_id: string;
}

export interface PrivacyRun {
  cases: Generated<number>;
  day: Timestamp;
  files: Generated<number>;
  finished_at: Timestamp | null;
  held: Generated<number>;
  others: Generated<number>;
  people: Generated<number>;
  processing: string;
  started_at: Timestamp;
  tenant_id: string;
}

export interface ReportsAtObject {
  at: Timestamp;
  case_id: string;
  object_id: string;
  tenant_id: string;
}

export interface ReportsCategory {
  active: Generated<boolean>;
  code: string;
  dangers: Json;
  description: string;
  description_en: string;
  dispatch: string;
  group_code: string;
  icon: string | null;
  keywords: string[];
  keywords_en: string[];
  name: string;
  name_en: string;
  position: number;
  priority: Generated<number>;
  public: boolean;
  publish: Generated<string>;
  publish_photos: Generated<string>;
  questions: Json;
  required_layer: string | null;
  required_level: string | null;
  same_metres: Generated<number>;
  skill: string | null;
  target_hours: number;
  tenant_id: string;
  unit_id: string;
  version: Generated<number>;
}

export interface ReportsCategoryGroup {
  code: string;
  icon: string | null;
  name: string;
  name_en: string;
  position: number;
  tenant_id: string;
}

export interface ReportsDraft {
  account_id: string | null;
  answers: Json;
  created_at: Timestamp;
  expires_at: Timestamp;
  id: string;
  submitted_at: Timestamp | null;
  tenant_id: string;
  token_hash: Buffer;
  updated_at: Timestamp;
  version: Generated<number>;
}

export interface ReportsLearned {
  asked_at: Timestamp | null;
  at: Timestamp | null;
  figures: Json | null;
  model: Buffer | null;
  reports: number;
  tenant_id: string;
}

export interface ReportsMapCount {
  age: number;
  area_id: string;
  level: number;
  n: number;
  status: string;
  sum_x: Int8;
  sum_y: Int8;
  tenant_id: string;
  type: string;
  x: number;
  y: number;
}

export interface ReportsMapEntry {
  age: number;
  area_id: string;
  case_id: string;
  status: string;
  tenant_id: string;
  type: string;
  x: number;
  y: number;
}

export interface ReportsMapState {
  counted_at: Timestamp;
  tenant_id: string;
  walked: string;
  whole: boolean;
}

export interface ReportsReport {
  answers: Json;
  case_id: string;
  device: string | null;
  message_id: string;
  placed_by: string;
  tenant_id: string;
}

export interface ReportsRoughPlace {
  case_id: string;
  metres: number;
  tenant_id: string;
}

export interface ResponsibilityAuthority {
  by_interface: string | null;
  code: string;
  email: string | null;
  id: string;
  name: string;
  name_en: string;
  phone: string | null;
  tenant_id: string;
  url: string | null;
  word: string;
  word_en: string;
}

export interface ResponsibilityRule {
  area_id: string | null;
  authority_id: string | null;
  category: string | null;
  from_day: string | null;
  id: string;
  note: string | null;
  owner: string | null;
  tenant_id: string;
  unit_id: string | null;
  until_day: string | null;
}

export interface RoundsFinding {
  answers: Json;
  at: Timestamp;
  by_for: string | null;
  by_id: string;
  case_id: string | null;
  id: string;
  object_id: string;
  reason: string | null;
  result: string;
  run_id: string;
  tenant_id: string;
}

export interface RoundsRound {
  active: Generated<boolean>;
  area_id: string | null;
  days_to_walk: number;
  defect_type: string;
  id: string;
  layer: string;
  name: string;
  next_on: Timestamp;
  person_id: string | null;
  questions: Json;
  rhythm: Json;
  skip_holidays: boolean;
  tenant_id: string;
  unit_id: string;
  version: Generated<number>;
}

export interface RoundsRun {
  due_on: Timestamp;
  finished_at: Timestamp | null;
  finished_by: string | null;
  id: string;
  made_at: Timestamp;
  person_id: string | null;
  questions: Json;
  round_id: string;
  tenant_id: string;
  told_late_at: Timestamp | null;
  unit_id: string;
}

export interface RoundsStop {
  address: string | null;
  label: string;
  lat: number;
  lon: number;
  object_id: string;
  position: number;
  run_id: string;
  tenant_id: string;
}

export interface SubscriptionsNews {
  area_id: string | null;
  at: Timestamp;
  lat: number | null;
  lon: number | null;
  n: Int8;
  spread: Json | null;
  streets: string[];
  subject: string;
  tenant_id: string;
  topic: string;
  type: string;
}

export interface SubscriptionsProgress {
  marked_n: Int8;
  n: Int8;
  tenant_id: string;
}

export interface SubscriptionsPush {
  attempts: Generated<number>;
  created_at: Timestamp;
  dedupe: string;
  error: string | null;
  id: string;
  leased_until: Timestamp | null;
  message: Json;
  next_at: Timestamp;
  origin: string;
  subscriber_id: string;
  tenant_id: string;
}

export interface SubscriptionsRequest {
  created_at: Timestamp;
  email: string;
  expires_at: Timestamp;
  id: string;
  lang: string;
  tenant_id: string;
  token_hash: Buffer;
  wish: Json;
}

export interface SubscriptionsRound {
  due_at: Timestamp | null;
  last_at: Timestamp | null;
  rhythm: string;
  subscriber_id: string;
  tenant_id: string;
  told_n: Int8;
}

export interface SubscriptionsSubscriber {
  account_id: string | null;
  asked_at: Timestamp | null;
  auth: string | null;
  created_at: Timestamp;
  email: string | null;
  endpoint: string | null;
  endpoint_hash: Buffer | null;
  failing_since: Timestamp | null;
  id: string;
  lang: string;
  p256dh: string | null;
  renewed_at: Timestamp;
  tenant_id: string;
}

export interface SubscriptionsSubscription {
  area_id: string | null;
  categories: string[];
  cell: string;
  created_at: Timestamp;
  id: string;
  kind: string;
  label: string;
  lat: number | null;
  lon: number | null;
  paused_at: Timestamp | null;
  radius: number | null;
  rhythm: string;
  since_n: Int8;
  street: string | null;
  subscriber_id: string;
  tenant_id: string;
  topics: string[];
  version: Generated<number>;
}

export interface TenancyRevision {
  n: Int8;
  tenant_id: string;
}

export interface TenancySecret {
  name: string;
  tenant_id: string;
  wrapped: Buffer;
}

export interface TenancySetting {
  at: Timestamp;
  by: string | null;
  key: string;
  tenant_id: string;
  value: Json;
  version: number;
}

export interface TenancyTenant {
  created_at: Timestamp;
  hosts: string[];
  id: string;
  is_default: Generated<boolean>;
  name: string;
  public_url: string;
  slug: string;
  time_zone: string;
}

export interface TenancyText {
  at: Timestamp;
  by: string | null;
  key: string;
  lang: string;
  tenant_id: string;
  value: string | null;
  version: number;
}

export interface VoiceQuestion {
  asked_at: Timestamp;
  case_id: string;
  decided_at: Timestamp | null;
  decided_by: string | null;
  decision: string | null;
  due_at: Timestamp;
  id: string;
  last_at: Timestamp;
  sure: Generated<number>;
  tenant_id: string;
  voices: number;
  word: string | null;
}

export interface VoiceSaying {
  at: Timestamp;
  body: string | null;
  case_id: string;
  email: string | null;
  id: string;
  lang: string | null;
  party_id: string | null;
  photos: number;
  question_id: string | null;
  sure: Generated<boolean>;
  tenant_id: string;
  voter: Buffer | null;
}

export interface VoiceStill {
  case_id: string;
  last_at: Timestamp;
  sure: Generated<number>;
  tenant_id: string;
  voices: number;
}

export interface VoiceSurvey {
  answered_at: Timestamp | null;
  body: string | null;
  case_id: string;
  due_at: Timestamp | null;
  fixed: string | null;
  mood: number | null;
  party_id: string;
  sent_at: Timestamp | null;
  tenant_id: string;
}

export interface WebhooksDelivery {
  answer: number | null;
  attempts: Generated<number>;
  created_at: Timestamp;
  error: string | null;
  event_id: string | null;
  hook_id: string;
  id: string;
  leased_until: Timestamp | null;
  ms: number | null;
  n: Int8;
  next_at: Timestamp;
  sent_at: Timestamp | null;
  status: string;
  tenant_id: string;
  type: string;
}

export interface WebhooksHook {
  all_cases: boolean;
  created_at: Timestamp;
  cursor: Int8;
  failing_since: Timestamp | null;
  id: string;
  label: string;
  paused_at: Timestamp | null;
  paused_why: string | null;
  previous_secret: Buffer | null;
  previous_until: Timestamp | null;
  removed_at: Timestamp | null;
  secret: Buffer;
  tenant_id: string;
  types: string[];
  url: string;
  version: Generated<number>;
}

export interface WorksAnswering {
  at: Timestamp;
  before_id: string;
  opened_before: Timestamp;
  tenant_id: string;
  work_id: string;
}

export interface WorksFollower {
  asked_at: Timestamp;
  confirmed_at: Timestamp | null;
  email: string;
  id: string;
  lang: string;
  tenant_id: string;
  token_hash: Buffer;
  work_id: string;
}

export interface WorksTelling {
  after_id: string;
  at: Timestamp;
  event_id: string;
  over: boolean;
  tenant_id: string;
  work_id: string;
}

export interface WorksTie {
  at: Timestamp;
  by_id: string | null;
  case_id: string;
  closed: Generated<boolean>;
  ended_at: Timestamp | null;
  tenant_id: string;
  untied_at: Timestamp | null;
  untied_by: string | null;
  work_id: string;
}

export interface WorksWork {
  area_id: string | null;
  begins_at: Timestamp;
  body: string;
  body_en: string;
  east: number | null;
  ended_at: Timestamp | null;
  ends_at: Timestamp | null;
  extent: string;
  id: string;
  kind: string;
  lat: number | null;
  lon: number | null;
  made_at: Timestamp;
  made_by: string | null;
  north: number | null;
  on_end: string;
  on_match: string;
  published_at: Timestamp | null;
  radius_m: Generated<number>;
  shape: Json | null;
  south: number | null;
  streets: Generated<string[]>;
  tenant_id: string;
  title: string;
  title_en: string;
  types: Generated<string[]>;
  unit_id: string;
  updated_at: Timestamp;
  version: Generated<number>;
  west: number | null;
}

export interface DB {
  "analytics.cell": AnalyticsCell;
  "analytics.fact": AnalyticsFact;
  "analytics.figure": AnalyticsFigure;
  "analytics.progress": AnalyticsProgress;
  "analytics.trend": AnalyticsTrend;
  "audit.change": AuditChange;
  "audit.listing": AuditListing;
  "audit.reading": AuditReading;
  "audit.seal": AuditSeal;
  "audit.unusual": AuditUnusual;
  "audit.verification": AuditVerification;
  "calendar.day_off": CalendarDayOff;
  "calendar.opening": CalendarOpening;
  "cases.access": CasesAccess;
  "cases.case": CasesCase;
  "cases.child": CasesChild;
  "cases.closure": CasesClosure;
  "cases.counter": CasesCounter;
  "cases.digest": CasesDigest;
  "cases.earlier_words": CasesEarlierWords;
  "cases.emergency": CasesEmergency;
  "cases.follow_request": CasesFollowRequest;
  "cases.merge": CasesMerge;
  "cases.message": CasesMessage;
  "cases.party": CasesParty;
  "cases.publication": CasesPublication;
  "cases.restriction": CasesRestriction;
  "cases.split": CasesSplit;
  "cases.supporter": CasesSupporter;
  "cases.telling": CasesTelling;
  "cases.tracking": CasesTracking;
  "cases.words": CasesWords;
  "citizens.account": CitizensAccount;
  "citizens.challenge": CitizensChallenge;
  "citizens.claim": CitizensClaim;
  "citizens.consent": CitizensConsent;
  "citizens.invitation": CitizensInvitation;
  "citizens.link": CitizensLink;
  "citizens.member": CitizensMember;
  "citizens.organisation": CitizensOrganisation;
  "citizens.passkey": CitizensPasskey;
  "citizens.session": CitizensSession;
  "citizens.sign_on": CitizensSignOn;
  "counting.network": CountingNetwork;
  "dispatch.proposal": DispatchProposal;
  "duplicates.open_report": DuplicatesOpenReport;
  "duplicates.state": DuplicatesState;
  "exchange.endpoint": ExchangeEndpoint;
  "exchange.mapping": ExchangeMapping;
  "exchange.outgoing": ExchangeOutgoing;
  "exchange.pull": ExchangePull;
  "exchange.received": ExchangeReceived;
  "exchange.service": ExchangeService;
  "exchange.transfer": ExchangeTransfer;
  "fieldwork.applied": FieldworkApplied;
  "fieldwork.entry": FieldworkEntry;
  "fieldwork.material": FieldworkMaterial;
  "fieldwork.stop": FieldworkStop;
  "files.detection": FilesDetection;
  "files.file": FilesFile;
  "files.folder": FilesFolder;
  "files.redaction": FilesRedaction;
  "geo.address": GeoAddress;
  "geo.area": GeoArea;
  "geo.feature": GeoFeature;
  "geo.street": GeoStreet;
  "identity.account": IdentityAccount;
  "identity.api_key": IdentityApiKey;
  "identity.attempt": IdentityAttempt;
  "identity.challenge": IdentityChallenge;
  "identity.device": IdentityDevice;
  "identity.invitation": IdentityInvitation;
  "identity.logout_token": IdentityLogoutToken;
  "identity.passkey": IdentityPasskey;
  "identity.provider": IdentityProvider;
  "identity.provider_subject": IdentityProviderSubject;
  "identity.recovery_code": IdentityRecoveryCode;
  "identity.session": IdentitySession;
  "identity.sign_on_flow": IdentitySignOnFlow;
  "identity.sign_on_session": IdentitySignOnSession;
  "identity.totp": IdentityTotp;
  "notifications.caused": NotificationsCaused;
  "notifications.unreachable": NotificationsUnreachable;
  "objects.fetch": ObjectsFetch;
  "objects.layer": ObjectsLayer;
  "objects.object": ObjectsObject;
  "organisation.absence": OrganisationAbsence;
  "organisation.approval": OrganisationApproval;
  "organisation.deputyship": OrganisationDeputyship;
  "organisation.directory_group": OrganisationDirectoryGroup;
  "organisation.directory_member": OrganisationDirectoryMember;
  "organisation.duty": OrganisationDuty;
  "organisation.mapping": OrganisationMapping;
  "organisation.membership": OrganisationMembership;
  "organisation.preference": OrganisationPreference;
  "organisation.provisioned": OrganisationProvisioned;
  "organisation.role": OrganisationRole;
  "organisation.skill": OrganisationSkill;
  "organisation.unit": OrganisationUnit;
  "organisation.worker": OrganisationWorker;
  "parties.double": PartiesDouble;
  "parties.party": PartiesParty;
  "platform.event": PlatformEvent;
  "platform.feed": PlatformFeed;
  "platform.feed_head": PlatformFeedHead;
  "platform.idempotency": PlatformIdempotency;
  "platform.mail": PlatformMail;
  "platform.migration": PlatformMigration;
  "platform.outbox": PlatformOutbox;
  "privacy.hold": PrivacyHold;
  "privacy.processing": PrivacyProcessing;
  "privacy.request": PrivacyRequest;
  "privacy.run": PrivacyRun;
  "reports.at_object": ReportsAtObject;
  "reports.category": ReportsCategory;
  "reports.category_group": ReportsCategoryGroup;
  "reports.draft": ReportsDraft;
  "reports.learned": ReportsLearned;
  "reports.map_count": ReportsMapCount;
  "reports.map_entry": ReportsMapEntry;
  "reports.map_state": ReportsMapState;
  "reports.report": ReportsReport;
  "reports.rough_place": ReportsRoughPlace;
  "responsibility.authority": ResponsibilityAuthority;
  "responsibility.rule": ResponsibilityRule;
  "rounds.finding": RoundsFinding;
  "rounds.round": RoundsRound;
  "rounds.run": RoundsRun;
  "rounds.stop": RoundsStop;
  "subscriptions.news": SubscriptionsNews;
  "subscriptions.progress": SubscriptionsProgress;
  "subscriptions.push": SubscriptionsPush;
  "subscriptions.request": SubscriptionsRequest;
  "subscriptions.round": SubscriptionsRound;
  "subscriptions.subscriber": SubscriptionsSubscriber;
  "subscriptions.subscription": SubscriptionsSubscription;
  "tenancy.revision": TenancyRevision;
  "tenancy.secret": TenancySecret;
  "tenancy.setting": TenancySetting;
  "tenancy.tenant": TenancyTenant;
  "tenancy.text": TenancyText;
  "voice.question": VoiceQuestion;
  "voice.saying": VoiceSaying;
  "voice.still": VoiceStill;
  "voice.survey": VoiceSurvey;
  "webhooks.delivery": WebhooksDelivery;
  "webhooks.hook": WebhooksHook;
  "works.answering": WorksAnswering;
  "works.follower": WorksFollower;
  "works.telling": WorksTelling;
  "works.tie": WorksTie;
  "works.work": WorksWork;
}
