/**
 * The only errors thrown on purpose. One handler turns them into a page or into
 * `application/problem+json` (RFC 9457). `code` names a text `error.<code>`; `params` fill it.
 */
export abstract class DomainError extends Error {
  abstract readonly status: number
  readonly code: string
  readonly params: Record<string, unknown>

  constructor(code: string, params: Record<string, unknown> = {}) {
    super(code)
    this.name = new.target.name
    this.code = code
    this.params = params
  }
}

/** There is nothing here for this actor: absent, another tenant's, or not theirs to know of. */
export class NotFound extends DomainError {
  readonly status = 404
  constructor(code = 'not_found', params?: Record<string, unknown>) {
    super(code, params)
  }
}

/** The actor may know of the thing but not do this to it. */
export class Forbidden extends DomainError {
  readonly status = 403
  constructor(code = 'forbidden', params?: Record<string, unknown>) {
    super(code, params)
  }
}

/** The thing has moved on since the actor looked: wrong state, or a newer version. */
export class Conflict extends DomainError {
  readonly status = 409
}

/** The input cannot be used as it is. */
export class Invalid extends DomainError {
  readonly status = 422
}
