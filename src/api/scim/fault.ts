/** RFC 7644, table 9. */
export type ScimType =
  | 'invalidFilter'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'

/** What was sent cannot be used; answered as RFC 7644, 3.12 has it. `detail` is a sentence for whoever set up the directory. */
export class ScimFault extends Error {
  readonly status: number
  readonly scimType: ScimType | undefined
  constructor(detail: string, scimType?: ScimType, status = 400) {
    super(detail)
    this.name = 'ScimFault'
    this.status = status
    this.scimType = scimType
  }
}
