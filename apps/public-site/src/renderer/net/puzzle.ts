import { type Asked, ask, type Request } from './ask.ts'
import { isFields } from './checks.ts'

/** As the server sends it; only the solver looks inside. */
type Puzzle = Readonly<Record<string, unknown>>
const isPuzzle = (value: unknown): value is Puzzle => isFields(value) && isFields(value['parameters'])

/** More than this is a server that cannot be satisfied. */
const mostPuzzles = 3

/**
 * Asks, and solves the puzzle where the server wants one first (B20): the person waits a second and does nothing.
 * @param solve puzzle → solution; null: it could not be solved
 */
export async function askSolving<T>(
  request: Request,
  check: (value: unknown) => value is T,
  solve: (puzzle: Puzzle) => Promise<unknown> = solveInWorker,
): Promise<Asked<T>> {
  let asked = await ask(request, check)
  for (let puzzles = 0; puzzles < mostPuzzles; puzzles += 1) {
    if (asked.is !== 'refused' || asked.code !== 'challenge-required') return asked
    const puzzle = await ask({ path: '/api/booking/challenge' }, isPuzzle)
    if (puzzle.is !== 'answer') return puzzle
    const solution = await solve(puzzle.value).catch(() => null)
    if (solution === null) return { is: 'away' }
    const challenge = btoa(JSON.stringify({ challenge: puzzle.value, solution }))
    const body = isFields(request.body) ? request.body : {}
    asked = await ask({ ...request, body: { ...body, challenge } }, check)
  }
  return asked
}

/** Beside the page, so that it scrolls and types on meanwhile. */
function solveInWorker(puzzle: Puzzle): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./puzzle-worker.ts', import.meta.url), { type: 'module' })
    const end = (settle: () => void): void => {
      worker.terminate()
      settle()
    }
    worker.addEventListener('message', ({ data }) => end(() => resolve(data)))
    worker.addEventListener('error', ({ message }) => end(() => reject(new Error(message))))
    worker.postMessage(puzzle)
  })
}
