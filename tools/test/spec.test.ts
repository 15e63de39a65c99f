import { describe, expect, it } from 'vitest'
import { compare } from '../spec/compare.ts'
import { rulesOf } from '../spec/rules.ts'
import { idsOf, proofsOf } from '../spec/test-names.ts'

const idsIn = (source: string, file = 'a.test.ts'): string[] => proofsOf(file, source).flatMap((proof) => proof.ids)

describe('reading the rules', () => {
  it('takes the lines that start with an id, with their place', () => {
    const { rules, faults } = rulesOf(
      'docs/spec/queue.md',
      [
        '# Queue',
        'As **Q7** says, nothing restarts it.',
        '**Q7** A recall. (000 II.13)',
        '',
        '**Q12b** Late (at most 5 s) is allowed. (000 II.7, II.10; assumption: the form)',
      ].join('\n'),
    )
    expect(rules).toEqual([
      { id: 'Q7', file: 'docs/spec/queue.md', line: 3 },
      { id: 'Q12b', file: 'docs/spec/queue.md', line: 5 },
    ])
    expect(faults).toEqual([])
  })

  it('finds a rule without a source', () => {
    for (const line of [
      '**Q7** A recall.',
      '**Q7** Late (at most 5 s) is allowed.',
      '**Q7** A. (000 II.1; because)',
      '**Q7** A. ()',
    ]) {
      expect(rulesOf('q.md', line).faults, line).toMatchObject([
        { line: 1, message: expect.stringContaining('Q7 names no source') },
      ])
    }
  })

  it('finds a line that was meant as a rule', () => {
    for (const line of [
      '- **Q7** A. (000 II.1)',
      '**Q7.** A. (000 II.1)',
      '**Q7**A. (000 II.1)',
      '  **Q7** A. (000 II.1)',
    ]) {
      expect(rulesOf('q.md', line).faults, line).toMatchObject([
        { message: expect.stringContaining('not written as a rule') },
      ])
    }
  })
})

describe('reading the names of tests', () => {
  it('takes one or several ids from the start of a name', () => {
    expect(idsOf('Q7 a recall')).toEqual(['Q7'])
    expect(idsOf('Q7 Q8, N4b a recall')).toEqual(['Q7', 'Q8', 'N4b'])
    expect(idsOf('a recall Q7')).toEqual([])
    expect(idsOf('UTF8 text')).toEqual([])
    expect(idsOf('Q7: a recall')).toEqual([])
  })

  it('finds every way to write a test', () => {
    expect(
      idsIn(`
      it('Q1 a', () => {}); test("Q2 b", () => {}); it(\`Q3 c\`, () => {})
      it.each([[1, 'x']])('Q4 %s', () => {}); it.each\`a\${1}\`('Q5 d', () => {}); test.concurrent.for([1])('Q6 e', () => {})
      for (const way of ways) { it(\`Q7 by \${way}\`, () => {}); it('Q8 by ' + way, () => {}) }
      describe('outer', () => { describe('inner', () => { it('Q9 f', () => { expect('Q10 g') }) }) })
    `),
    ).toEqual(['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7', 'Q8', 'Q9'])
  })

  it('reads TSX', () => {
    expect(idsIn(`it('Q1 a', () => { render(<App<string> name="x" />) })`, 'a.test.tsx')).toEqual(['Q1'])
  })

  it('counts the ids of a describe for the tests inside it, and for nothing when it is empty', () => {
    expect(idsIn(`describe('Q1 a', () => { it('b', () => {}); it('Q2 c', () => {}) })`)).toEqual(['Q1', 'Q1', 'Q2'])
    expect(idsIn(`describe('Q1 a', () => {})`)).toEqual([])
  })

  it('does not count what does not run, comments and other calls', () => {
    expect(
      idsIn(`
      it.skip('Q1 a', () => {}); it.todo('Q2 b'); test.fails('Q3 c', () => {}); it.skipIf(true)('Q4 d', () => {})
      describe.skip('e', () => { it('Q5 f', () => {}) })
      // it('Q6 g', () => {})
      const text = "it('Q7 h', () => {})"; log('Q8 i'); page.it('Q9 j')
    `),
    ).toEqual([])
  })
})

describe('comparing rules and tests', () => {
  const rule = (id: string, line = 1) => ({ id, file: 'q.md', line })
  const proof = (...ids: string[]) => ({ ids, file: 'q.test.ts', line: 9 })

  it('is content when each rule has a test and each test a rule', () => {
    expect(compare([rule('Q1'), rule('Q2')], [], [proof('Q1', 'Q2'), proof('Q1')])).toEqual([])
  })

  it('names the rule without a test and the test without a rule', () => {
    expect(compare([rule('Q1'), rule('Q2', 2)], [], [proof('Q1'), proof('Q3')])).toEqual([
      'q.test.ts:9 names Q3, and there is no such rule',
      'q.md:2 Q2 has no test',
    ])
  })

  it('names an id given twice and every fault of the specification', () => {
    expect(compare([rule('Q1'), rule('Q1', 5)], [{ file: 'q.md', line: 5, message: 'is odd' }], [proof('Q1')])).toEqual(
      ['q.md:5 is odd', 'q.md:5 Q1 is defined twice, first in q.md:1'],
    )
  })
})
