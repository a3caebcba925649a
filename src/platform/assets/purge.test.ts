import { describe, expect, it } from 'vitest'
import { dropUnusedVariables, kernNames, unusedClasses } from './purge.ts'

const css = `
.kern-btn{color:red}.kern-btn--primary{color:blue}.kern-btn--x-small{color:green}
.kern-link:not(.kern-link--stretched):focus{outline:0}
:is(body,.kern-light){color:black}.kern-kopfzeile .kern-label{margin:0}.kern-label{margin:1px}`

describe('unused parts of KERN', () => {
  it('keeps what pages name, and what they make up from a start', () => {
    const used = kernNames('<a class={`kern-btn kern-btn--$' + '{kind}`}><span class="kern-label kern-link">')
    expect(unusedClasses(css, used)).toEqual(['kern-kopfzeile'])
    expect(unusedClasses(css, kernNames('class="kern-btn kern-label"'))).toEqual([
      'kern-btn--primary',
      'kern-btn--x-small',
      'kern-link',
      'kern-kopfzeile',
    ])
  })

  it('never drops what is only negated', () => {
    expect(unusedClasses(css, new Set())).not.toContain('kern-link--stretched')
  })

  it('drops variables that nobody needs, and those that only they needed', () => {
    const variables =
      ':root{--kern-a:1px;--kern-b:var(--kern-c);--kern-c:"x;y";--kern-d:2px}p{margin:var(--kern-a)}'
    expect(dropUnusedVariables(variables, new Set(['kern-d']))).toBe(
      ':root{--kern-a:1px;--kern-d:2px}p{margin:var(--kern-a)}',
    )
  })
})
