import { Badge } from '#ui/badge.tsx'
import type { Words } from './ground.tsx'

export const YesNo = ({ words, yes }: { words: Words; yes: boolean }) => (
  <Badge tone={yes ? 'success' : 'neutral'} icon={yes ? 'check' : 'close'} small>
    {words.view.t(yes ? 'rights.yes' : 'rights.no')}
  </Badge>
)
