import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  builtInConditions,
  connectorKeys,
  effectKeys,
  endKeys,
  eventKeys,
  fieldKinds,
  officeMappingSchema,
  outsideEvents,
  refusalKinds,
  roleKeys,
  termUnits,
} from '@cherha/shared/workflow'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { cards } from '../cards/command.ts'

const root = path.resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(tmpdir(), 'cherha-cards-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const at = path.join(folder, name)
  writeFileSync(at, content)
  return at
}

const guide = readFileSync(path.join(root, 'docs/cards.md'), 'utf8')
const [example = '', mapping = ''] = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, body = '']) => body)

interface JsonPlan {
  readonly stages: readonly { readonly number: string; readonly target: string; readonly limit: string }[]
}

describe('docs/cards.md', () => {
  it('W9 W38 its card has no mistakes', () => {
    const at = file('example.yaml', example)
    expect(cards(['check', at])).toEqual({
      code: 0,
      out: `${at}: card certificate version 1, 4 stages, no mistakes\n`,
      err: '',
    })
  })

  it('W37 its card is planned as the page says', () => {
    const { out } = cards(['plan', file('example.yaml', example), '--from', '2026-03-02', '--json'])
    const plan: JsonPlan = JSON.parse(out)
    expect(plan.stages.map(({ number, target, limit }) => `${number} ${target} ${limit}`)).toEqual([
      '1 2026-03-02 2026-03-02',
      '2 2026-03-05 2026-03-09',
      '3 2026-04-02 2026-04-02',
      '4 2026-03-06 2026-03-10',
    ])
    expect(guide).toContain(
      'search target 5 March and limit 9 March, inquiry 2 April, signing target 6 March\nand limit 10 March',
    )
  })

  it('W5 its mapping of job titles is one', () => {
    expect(officeMappingSchema.parse(parse(mapping)).roles.intake?.title.en).toBe('Chief specialist')
  })

  it('W1 it explains every word of the closed lists', () => {
    for (const words of [
      roleKeys,
      eventKeys,
      outsideEvents,
      builtInConditions,
      effectKeys,
      endKeys,
      refusalKinds,
      termUnits,
      fieldKinds,
    ])
      for (const word of words) expect(guide, word).toContain(`\`${word}\``)
    for (const word of connectorKeys) expect(guide, word).toContain(`\`${word}\``)
  })

  it('W38 its mistakes are told in its words, with the line', () => {
    const bad = example
      .replace('to: [search]', 'to: [serch]')
      .replace('when: [other-archive]', 'when: [another-archive]')
    const at = file('my-card.yaml', bad)
    const { code, out } = cards(['check', at])
    const shown = out.replaceAll(folder + path.sep, '').replace(/(track-fast,).*/, '$1 …')
    expect(code).toBe(1)
    expect(guide).toContain(`\`\`\`\n${shown}\`\`\``)
    expect(JSON.parse(cards(['check', at, '--json']).out)).toMatchObject({
      ok: false,
      problems: [{ line: 38, path: 'stages.0.outcomes.0.to.0' }, { line: 45 }, { line: 71 }],
    })
  })
})

describe('npm run cards', () => {
  it('W34 W38 prints the plan of a card, with its warning', () => {
    const { code, out } = cards(['plan', '004', '--from', '2026-03-02'])
    expect(code).toBe(0)
    expect(out).toContain('12   2026-03-12  2026-03-16  Decision to issue\n')
    expect(out).toContain('15   2026-03-23  2026-03-25  Arrival')
    expect(out).toContain('Warning: The stage limits add up to 17 working days, the whole service may take 15')
  })

  it('W22 W38 counts under martial law unless told otherwise', () => {
    const limit = (...more: string[]) => {
      const plan: JsonPlan = JSON.parse(cards(['plan', '003', '--from', '2026-04-06', '--json', ...more]).out)
      return plan.stages.find(({ number }) => number === '13')?.limit
    }
    expect([limit(), limit('--peacetime'), limit('--inquiries'), limit('--track', 'fast')]).toEqual([
      '2026-04-15',
      '2026-04-16',
      '2026-04-20',
      '2026-04-07',
    ])
  })

  it('W38 what it shows of a card is a card without mistakes, in YAML and in JSON', () => {
    for (const id of ['002', '003', '004']) {
      expect(cards(['check', file(`${id}.yaml`, cards(['show', id]).out)]).code).toBe(0)
      expect(cards(['check', file(`${id}.json`, cards(['show', id, '--json']).out)]).code).toBe(0)
    }
  })

  it.each([
    [[], 'What to do is missing.'],
    [['draw', '003'], '"draw" is unknown.'],
    [['plan'], 'plan takes one card.'],
    [['plan', '003', '004', '--from', '2026-03-02'], 'plan takes one card.'],
    [['plan', '003'], 'plan needs the day of intake: --from YYYY-MM-DD.'],
    [['plan', '003', '--from', '2026-02-30'], '--from takes a day that exists, such as 2026-03-02, not "2026-02-30".'],
    [['plan', '003', '--from', '02.03.2026'], '--from takes a day that exists'],
    [['plan', '003', '--from', '2026-03-02', '--track', 'slow'], '--track takes standard or fast, not "slow".'],
    [['plan', '004', '--from', '2026-03-02', '--track', 'fast'], 'Card 004 has no fast track, only standard.'],
    [['plan', '005', '--from', '2026-03-02'], 'There is no card "005"; give 002, 003, 004 or the path'],
    [['plan', '002', '--from', '9999-12-31'], 'No plan can be made from 9999-12-31'],
    [['show', '002', '--track', 'fast'], '--track belongs to plan.'],
    [['check', '003', '--quick'], 'Unknown option'],
    [
      ['check', path.join(tmpdir(), 'cherha-no-such-card.yaml')],
      'cannot be read; give the path of a YAML or JSON file.',
    ],
    [['check', tmpdir()], 'cannot be read; give the path of a YAML or JSON file.'],
  ])('W38 %j: one sentence, exit code 2', (args, said) => {
    const { code, out, err } = cards(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(said)
    expect(err.split('\n')).toHaveLength(2)
  })

  it.each([
    ['broken.yaml', 'id: [one\ntitle: two', ':2: neither YAML nor JSON: '],
    ['twice.yaml', 'id: one\nid: two\n', ':2: neither YAML nor JSON: Map keys must be unique'],
    ['image.png', Uint8Array.of(0x89, 0x50, 0xff, 0xfe), ' is no text; save the card as YAML or JSON in UTF-8.'],
    ['long.yaml', '#'.repeat(4 * 1024 * 1024 + 1), ' is too long for a card: at most 4 MiB.'],
  ])('W38 the file %s is no card: one sentence, exit code 2', (name, content, said) => {
    const { code, out, err } = cards(['check', file(name, content)])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(said)
    expect(err.split('\n')).toHaveLength(2)
  })

  it('W38 a card with mistakes is not planned; an empty file is told what a card is', () => {
    const at = file('wrong.yaml', example.replace('start: request', 'start: nowhere'))
    expect(cards(['plan', at, '--from', '2026-03-02'])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`npm run cards -- check ${at} lists them`),
    })
    expect(cards(['check', file('empty.yaml', '')])).toMatchObject({
      code: 1,
      out: expect.stringContaining(':1: file: a card is a table of id, version'),
    })
  })

  it('W38 runs as a command', () => {
    const run = spawnSync(process.execPath, [path.join(root, 'tools/cards.ts'), 'plan', '003'], { encoding: 'utf8' })
    expect([run.status, run.stdout, run.stderr]).toEqual([2, '', 'plan needs the day of intake: --from YYYY-MM-DD.\n'])
  })
})
