import ts from 'typescript'
import { ruleId } from './rules.ts'

/** A test whose name begins with ids of rules. */
export interface Proof {
  readonly ids: readonly string[]
  readonly file: string
  readonly line: number
}

const leadingIds = new RegExp(`^(?:${ruleId.source})(?:[,\\s]+(?:${ruleId.source}))*(?=\\s)`)
/** Tests that do not run, or pass by failing, prove nothing. */
const noProof = new Set(['skip', 'todo', 'fails', 'skipIf', 'runIf'])

/** Ids a name begins with: `Q7 Q8 a recall …` has two. */
export function idsOf(name: string): string[] {
  return leadingIds.exec(name)?.[0].split(/[,\s]+/) ?? []
}

/**
 * Reads the names of the tests of a source file, without running it: `it` and `test` with any modifiers
 * (`it.each(…)('…')`, `test.concurrent('…')`). The ids of a `describe` count for the tests inside it.
 */
export function proofsOf(file: string, text: string): Proof[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
  const proofs: Proof[] = []

  function visit(node: ts.Node, inherited: readonly string[]): void {
    const call = testCall(node)
    if (call === null) {
      ts.forEachChild(node, (child) => visit(child, inherited))
      return
    }
    if (!call.runs) return
    const own = idsOf(call.name)
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    if (call.kind === 'describe') {
      for (const argument of call.body) visit(argument, [...inherited, ...own])
    } else if (own.length + inherited.length > 0) {
      proofs.push({ ids: [...inherited, ...own], file, line })
    }
  }

  visit(source, [])
  return proofs
}

interface TestCall {
  readonly kind: 'test' | 'describe'
  readonly name: string
  readonly runs: boolean
  readonly body: readonly ts.Node[]
}

function testCall(node: ts.Node): TestCall | null {
  if (!ts.isCallExpression(node)) return null
  const [name, ...body] = node.arguments
  if (name === undefined) return null
  const words = wordsOf(node.expression)
  const [word = '', ...modifiers] = words
  const kind = word === 'describe' || word === 'suite' ? 'describe' : word === 'it' || word === 'test' ? 'test' : null
  const text = leadingText(name)
  if (kind === null || text === null) return null
  return { kind, name: text, runs: !modifiers.some((modifier) => noProof.has(modifier)), body }
}

/** `it.each([…])` → it, each. Empty for anything else. */
function wordsOf(callee: ts.Expression): string[] {
  if (ts.isIdentifier(callee)) return [callee.text]
  if (ts.isPropertyAccessExpression(callee)) {
    const words = wordsOf(callee.expression)
    return words.length === 0 ? [] : [...words, callee.name.text]
  }
  if (ts.isCallExpression(callee)) return wordsOf(callee.expression)
  if (ts.isTaggedTemplateExpression(callee)) return wordsOf(callee.tag)
  return []
}

/** What is certain of a name's beginning: a literal, a template up to its first hole, the left end of a sum. */
function leadingText(node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node)) return node.head.text
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) return leadingText(node.left)
  return null
}
