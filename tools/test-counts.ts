/** Tests of one or several runs of vitest. */
export interface TestCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/** A run that ended without a report proves nothing: one failure. */
export const noReport: TestCounts = { passed: 0, failed: 1, skipped: 0 }

/** Counts the tests of a report. A file that failed without running a test (it could not be loaded) is one failure. */
export function countsOf(report: VitestReport): TestCounts {
  let counts: TestCounts = { passed: 0, failed: 0, skipped: 0 }
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter((test) => test.status === 'failed').length
    const passed = file.assertionResults.filter((test) => test.status === 'passed').length
    counts = addCounts(counts, {
      passed,
      failed: failed === 0 && file.status === 'failed' ? 1 : failed,
      skipped: file.assertionResults.length - passed - failed,
    })
  }
  return counts
}

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/** The last line of `npm test`. */
export function summaryLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
