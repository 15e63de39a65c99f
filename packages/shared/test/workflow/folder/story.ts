import { FolderRun } from './folder-run.ts'
import { applicant } from './people.ts'

export const intakeAnswers = {
  'fee-code-given': false,
  'by-representative': false,
  'fee-exempt': false,
  'expired-passport-allowed': false,
  'issued-by-another-body': false,
  'home-visit': false,
}

/** Ticks every document that is asked for now, as the card asks. */
export function tickAll(run: FolderRun): FolderRun {
  for (const { document, attached, originalReturned } of run.view(run.clerk).checklist) {
    const check = { document, shown: true, attached, returned: originalReturned }
    run.must(run.clerk, { action: 'check-document', data: { check } })
  }
  return run
}

export function writeForm(run: FolderRun, more: Partial<typeof applicant> = {}): FolderRun {
  return run.must(run.clerk, { action: 'write-applicant', data: { applicant: { ...applicant, ...more } } })
}

/** Intake of a case of card 004 with contacts, up to the scans. */
export function intakeOf004(run = new FolderRun('004').start()): FolderRun {
  writeForm(run, { phone: '067 111 22 33', email: 'somebody@example.org' })
  const role = run.state.entity === null ? 'intake' : 'authorised-entity'
  run.complete(role, 'intake-check', 'accepted')
  run.complete(role, 'application', 'formed', {
    fields: { 'biometrics-taken': true, 'permit-issued-elsewhere': false },
  })
  run.complete(role, 'print', 'correct', { fields: { warned: true, 'home-owned': false, 'home-leased': false } })
  run.complete(role, 'applicant-signature', 'signed', { parties: ['applicant'] })
  run.complete(role, 'employee-signature', 'signed', {
    fields: { 'signature-date': run.today, 'signature-name': 'Іменник П. П.' },
  })
  return run.complete(role, 'scans', run.state.entity === null ? 'scanned' : 'scanned-for-transfer')
}

/** The outcomes offered in a stage to whoever acts there: `key`, with the reason where it is blocked. */
export function offered(run: FolderRun, role: Parameters<FolderRun['person']>[0], stage: string): string[] {
  const offer = run.view(run.person(role)).offers.find((one) => one.stage === stage)
  if (offer === undefined) throw new Error(`nothing is offered to ${String(role)} in ${stage}`)
  return offer.outcomes.map(({ key, blocked }) => (blocked === null ? key : `${key}: ${blocked.en}`))
}
