import { placesToTransfer, windowsToTransfer } from '../actions.ts'
import type { TransferTarget } from '../commands.ts'
import { ChoiceDialog, type ChoiceDialogProps } from '../parts/choice-dialog.tsx'
import { holdReasons, mismatchReasons, suspendReasons, transferReasons } from '../reasons.ts'
import type { Screen } from '../screen.ts'

/** The dialog that is open, if any. */
export function Dialogs({ screen }: { readonly screen: Screen }) {
  switch (screen.dialog) {
    case null:
      return null
    case 'hold':
      return <HoldDialog screen={screen} />
    case 'transfer':
      return <TransferDialog screen={screen} />
    case 'mismatch':
      return <MismatchDialog screen={screen} />
    case 'suspend':
      return <SuspendDialog screen={screen} />
    case 'break':
    case 'close':
      return <LeaveDialog screen={screen} leaving={screen.dialog} />
  }
}

interface Props {
  readonly screen: Screen
}

function base({ t, commands }: Screen): Pick<ChoiceDialogProps, 't' | 'onClose'> {
  return { t, onClose: commands.dismiss }
}

const number = (screen: Screen): string => screen.view.ticket?.number ?? ''

/** Hands the chosen reason on as the command knows it. */
function give<R extends string>(reasons: readonly R[], chosen: string | undefined, to: (reason: R) => void): void {
  const known = reasons.find((reason) => reason === chosen)
  if (known !== undefined) to(known)
}

function HoldDialog({ screen }: Props) {
  const { t, commands } = screen
  return (
    <ChoiceDialog
      {...base(screen)}
      title={t('hold.title', { number: number(screen) })}
      lead={t('hold.lead')}
      groups={[
        {
          name: 'reason',
          legend: t('hold.reason'),
          choices: holdReasons.map((value) => ({ value, label: t(`hold.reason.${value}`) })),
        },
      ]}
      submit={t('hold.submit')}
      onSubmit={({ reason }) => give(holdReasons, reason, commands.hold)}
    />
  )
}

function TransferDialog({ screen }: Props) {
  const { t, view, language, commands } = screen
  const services = placesToTransfer(view).map(({ service, places }) => ({
    value: `service ${service}`,
    label: view.office.services.find(({ id }) => id === service)?.short[language] ?? service,
    note: t('transfer.places', { count: places }),
  }))
  const windows = windowsToTransfer(view).map(({ id, label }) => ({
    value: `window ${id}`,
    label: t('transfer.window', { label }),
    note: t('transfer.sameTime'),
  }))
  return (
    <ChoiceDialog
      {...base(screen)}
      title={t('transfer.title', { number: number(screen) })}
      lead={t('transfer.lead')}
      groups={[
        { name: 'target', legend: t('transfer.to'), choices: [...windows, ...services] },
        {
          name: 'reason',
          legend: t('transfer.reason'),
          choices: transferReasons.map((value) => ({ value, label: t(`transfer.reason.${value}`) })),
        },
      ]}
      submit={t('transfer.submit')}
      onSubmit={({ target = '', reason }) =>
        give(transferReasons, reason, (known) => commands.transfer(targetOf(target), known))
      }
    />
  )
}

/** `window w2` or `service citizenship` as the command names it. */
function targetOf(value: string): TransferTarget {
  const [kind = '', id = ''] = value.split(' ')
  return kind === 'window' ? { toWindow: id } : { toService: id }
}

function MismatchDialog({ screen }: Props) {
  const { t, view, commands } = screen
  const reasons = mismatchReasons.filter((reason) => reason !== 'priority-unproven' || view.ticket?.priority != null)
  return (
    <ChoiceDialog
      {...base(screen)}
      final
      title={t('mismatch.title', { number: number(screen) })}
      lead={t('mismatch.lead')}
      groups={[
        {
          name: 'reason',
          legend: t('mismatch.reason'),
          choices: reasons.map((value) => ({ value, label: t(`mismatch.reason.${value}`) })),
        },
      ]}
      submit={t('mismatch.submit')}
      onSubmit={({ reason }) => give(mismatchReasons, reason, commands.mismatch)}
    />
  )
}

function SuspendDialog({ screen }: Props) {
  const { t, commands } = screen
  return (
    <ChoiceDialog
      {...base(screen)}
      title={t('suspension.dialogTitle')}
      lead={t('suspension.dialogLead')}
      groups={[
        {
          name: 'reason',
          legend: t('suspension.reason'),
          choices: suspendReasons.map((value) => ({ value, label: t(`suspension.reason.${value}`) })),
        },
      ]}
      submit={t('suspension.suspend')}
      onSubmit={({ reason }) => give(suspendReasons, reason, commands.suspend)}
    />
  )
}

/** A held visitor loses this window when it closes: the clerk says so knowingly. */
function LeaveDialog({ screen, leaving }: Props & { readonly leaving: 'break' | 'close' }) {
  const { t, view, commands } = screen
  return (
    <ChoiceDialog
      {...base(screen)}
      title={t(leaving === 'break' ? 'close.heldBreakTitle' : 'close.heldCloseTitle')}
      lead={t('close.heldLead', { number: view.held?.number ?? '' })}
      groups={[]}
      submit={t(leaving === 'break' ? 'close.break' : 'close.window')}
      onSubmit={leaving === 'break' ? commands.takeBreak : commands.closeWindow}
    />
  )
}
