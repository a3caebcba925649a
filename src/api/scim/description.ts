import { GROUP, USER } from './urns.ts'
import { MOST } from './window.ts'

/** What this interface can do (RFC 7643, 5). */
export const serviceProviderConfig = (base: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: MOST },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'API key',
      description: 'An API key, or an OAuth 2.0 access token, with the scope "scim", as bearer token',
      specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
})

/** RFC 7643, 6. */
export const resourceTypes = (base: string) =>
  [
    { id: 'User', endpoint: '/Users', schema: USER, description: 'Members of staff' },
    { id: 'Group', endpoint: '/Groups', schema: GROUP, description: 'Groups that stand for roles' },
  ].map((type) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    name: type.id,
    ...type,
    schemaExtensions: [],
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${type.id}` },
  }))

interface Attribute {
  type?: 'string' | 'boolean' | 'complex' | 'reference'
  many?: true
  required?: true
  unique?: true
  readOnly?: true
  referenceTypes?: string[]
  parts?: Record<string, Attribute>
}

/** RFC 7643, 7. */
const attribute = (name: string, { type = 'string', parts, ...a }: Attribute): object => ({
  name,
  type,
  multiValued: a.many ?? false,
  required: a.required ?? false,
  ...(type === 'string' && { caseExact: false }),
  mutability: a.readOnly ? 'readOnly' : 'readWrite',
  returned: 'default',
  ...(type !== 'complex' && { uniqueness: a.unique ? 'server' : 'none' }),
  ...(a.referenceTypes && { referenceTypes: a.referenceTypes }),
  ...(parts && { subAttributes: all(parts) }),
})
const all = (attributes: Record<string, Attribute>): object[] =>
  Object.entries(attributes).map(([name, a]) => attribute(name, a))

const user = {
  userName: { required: true, unique: true },
  name: { type: 'complex', parts: { formatted: {}, givenName: {}, familyName: {} } },
  displayName: {},
  preferredLanguage: {},
  active: { type: 'boolean' },
  emails: { type: 'complex', many: true, parts: { value: {}, type: {}, primary: { type: 'boolean' } } },
  groups: {
    type: 'complex',
    many: true,
    readOnly: true,
    parts: {
      value: { readOnly: true },
      display: { readOnly: true },
      $ref: { type: 'reference', readOnly: true, referenceTypes: ['Group'] },
    },
  },
} satisfies Record<string, Attribute>

const group = {
  displayName: { required: true, unique: true },
  members: {
    type: 'complex',
    many: true,
    parts: {
      value: { required: true },
      display: { readOnly: true },
      type: {},
      $ref: { type: 'reference', readOnly: true, referenceTypes: ['User'] },
    },
  },
} satisfies Record<string, Attribute>

export const schemas = (base: string) =>
  [
    { id: USER, name: 'User', description: 'Member of staff', attributes: all(user) },
    { id: GROUP, name: 'Group', description: 'Group', attributes: all(group) },
  ].map((schema) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    ...schema,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.id}` },
  }))
