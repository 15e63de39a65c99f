import type { Card, Outcome } from '@cherha/shared/workflow'

/** Every branch of a card as one line each: `13 decision.refused → issue !refuses issue *decided-to-refuse`. */
export function branches(card: Card): string[] {
  return card.stages.flatMap((stage) => [
    ...(stage.when.length > 0
      ? [
          `${stage.number ?? '–'} ${stage.key} only if ${stage.when.join(', ')}, else → ${stage.otherwise.join(', ') || 'nothing'}`,
        ]
      : []),
    ...(stage.needs.length > 0 ? [`${stage.number ?? '–'} ${stage.key} waits for ${stage.needs.join(', ')}`] : []),
    ...stage.outcomes.map((outcome) => `${stage.number ?? '–'} ${stage.key}.${outcome.key}${line(outcome)}`),
  ])
}

function line(outcome: Outcome): string {
  const { when, to, end, stay, refusal, marks, effects } = outcome
  return [
    when.length > 0 ? ` [${when.join(', ')}]` : '',
    stay ? ' stays' : '',
    to.length > 0 ? ` → ${to.join(', ')}` : '',
    end === undefined ? '' : ` ends ${end}`,
    refusal === undefined ? '' : ` !${refusal.kind} ${refusal.written}`,
    marks.length > 0 ? ` *${marks.join(' *')}` : '',
    effects.length > 0 ? ` +${effects.join(' +')}` : '',
  ].join('')
}
