import { CaseActionAnswer } from '@cherha/shared/protocol'

const [accepted, refused] = CaseActionAnswer.options

/** 200: it is done. */
export const AcceptedAnswer = accepted
/** 409: the rules refuse it, and nothing has changed. */
export const RefusedAnswer = refused
