import type { Card } from '../card.ts'
import type { Stage } from '../stage.ts'
import type { RoleKey } from '../vocabulary.ts'
import { type CardProblem, listed, type Path } from './problem.ts'

/** Asks the same of every stage; the path leads to it. */
export function eachStage(card: Card, ask: (stage: Stage, path: Path) => CardProblem[]): CardProblem[] {
  return card.stages.flatMap((stage, index) => ask(stage, ['stages', index]))
}

/** Every place of a card that names a role. */
export function roleUses(card: Card): [RoleKey, Path][] {
  return card.stages.flatMap((stage, index) => [
    ...stage.roles.map((role, n): [RoleKey, Path] => [role, ['stages', index, 'roles', n]]),
    ...stage.outcomes.flatMap((outcome, at) =>
      outcome.signers.flatMap(({ role }, n): [RoleKey, Path][] =>
        role === undefined ? [] : [[role, ['stages', index, 'outcomes', at, 'signers', n, 'role']]],
      ),
    ),
  ])
}

/** A role that acts needs a job title, a job title a unit the card has. */
export function rolesAndUnits(card: Card, uses: readonly [RoleKey, Path][]): CardProblem[] {
  const titled = Object.keys(card.roles)
  return [
    ...uses.flatMap(([role, path]): CardProblem[] =>
      titled.includes(role) ? [] : [{ path, message: `${role} has no job title; give it one under roles` }],
    ),
    ...Object.entries(card.roles).flatMap(([role, { unit }]): CardProblem[] =>
      Object.hasOwn(card.units, unit)
        ? []
        : [{ path: ['roles', role, 'unit'], message: `${unit} is no unit; ${listed(Object.keys(card.units))}` }],
    ),
    ...eachStage(card, (stage, path) => {
      if (stage.place === 'outside' && stage.performer === undefined)
        return [{ path: [...path, 'performer'], message: 'is missing; say who does a stage outside the service' }]
      if (stage.place !== 'outside' && stage.performer !== undefined)
        return [{ path: [...path, 'performer'], message: 'belongs only to a stage whose place is outside' }]
      return []
    }),
  ]
}

/** A signer is either people of a role or one party, never both, never neither. */
export function signers(card: Card): CardProblem[] {
  return eachStage(card, (stage, path) =>
    stage.outcomes.flatMap((outcome, at) =>
      outcome.signers.flatMap((signer, index): CardProblem[] => {
        const where = [...path, 'outcomes', at, 'signers', index]
        if (signer.role === undefined && signer.party === undefined)
          return [{ path: where, message: 'a signer needs a role (or a party): say who signs' }]
        if (signer.role !== undefined && signer.party !== undefined)
          return [{ path: where, message: 'a signer is either a role or a party; leave one out' }]
        return []
      }),
    ),
  )
}
