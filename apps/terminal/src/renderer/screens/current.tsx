import type { Screen } from '../flow/flow.ts'
import type { Kiosk } from '../kiosk.ts'
import { AssistantScreen } from './assistant.tsx'
import { CheckScreen } from './check.tsx'
import { EServicesScreen } from './e-services.tsx'
import { FeedbackDoneScreen, FeedbackScreen } from './feedback.tsx'
import { GuardianScreen } from './guardian.tsx'
import { InfoScreen } from './info.tsx'
import { InfoServiceScreen, InfoServicesScreen } from './info-service.tsx'
import { LatinScreen } from './latin.tsx'
import { NameScreen } from './name.tsx'
import { PriorityScreen } from './priority.tsx'
import { ServicesScreen } from './services.tsx'
import { StayScreen } from './stay.tsx'
import { TicketScreen } from './ticket.tsx'
import { UnitScreen } from './unit.tsx'
import { CheckedInScreen, WithdrawnScreen } from './visit-done.tsx'
import { VisitActionsScreen, WithdrawScreen } from './visit-actions.tsx'
import { VisitServiceScreen } from './visit-service.tsx'
import { VisitCodeScreen, VisitHowScreen, VisitOnlineScreen, VisitScreen } from './visit.tsx'
import { WelcomeScreen } from './welcome.tsx'
import { WhenScreen } from './when.tsx'
import { WhereScreen } from './where.tsx'

/** The component of the visitor's screen. */
export function CurrentScreen({ kiosk, screen }: { kiosk: Kiosk; screen: Screen }) {
  switch (screen.is) {
    case 'welcome':
      return <WelcomeScreen kiosk={kiosk} screen={screen} />
    case 'priority':
      return <PriorityScreen kiosk={kiosk} screen={screen} />
    case 'services':
      return <ServicesScreen kiosk={kiosk} screen={screen} />
    case 'when':
      return <WhenScreen kiosk={kiosk} screen={screen} />
    case 'name':
      return <NameScreen kiosk={kiosk} screen={screen} />
    case 'guardian':
      return <GuardianScreen kiosk={kiosk} screen={screen} />
    case 'check':
      return <CheckScreen kiosk={kiosk} screen={screen} />
    case 'ticket':
      return <TicketScreen kiosk={kiosk} screen={screen} />
    case 'visit':
      return <VisitScreen kiosk={kiosk} screen={screen} />
    case 'visit-how':
      return <VisitHowScreen kiosk={kiosk} screen={screen} />
    case 'visit-code':
      return <VisitCodeScreen kiosk={kiosk} screen={screen} />
    case 'visit-online':
      return <VisitOnlineScreen kiosk={kiosk} screen={screen} />
    case 'visit-service':
      return <VisitServiceScreen kiosk={kiosk} screen={screen} />
    case 'visit-actions':
      return <VisitActionsScreen kiosk={kiosk} screen={screen} />
    case 'withdraw':
      return <WithdrawScreen kiosk={kiosk} screen={screen} />
    case 'checked-in':
      return <CheckedInScreen kiosk={kiosk} screen={screen} />
    case 'withdrawn':
      return <WithdrawnScreen kiosk={kiosk} screen={screen} />
    case 'assistant':
      return <AssistantScreen kiosk={kiosk} screen={screen} />
    case 'where':
      return <WhereScreen kiosk={kiosk} screen={screen} />
    case 'info':
      return <InfoScreen kiosk={kiosk} screen={screen} />
    case 'info-services':
      return <InfoServicesScreen kiosk={kiosk} screen={screen} />
    case 'info-service':
      return <InfoServiceScreen kiosk={kiosk} screen={screen} />
    case 'latin':
      return <LatinScreen kiosk={kiosk} screen={screen} />
    case 'stay':
      return <StayScreen kiosk={kiosk} screen={screen} />
    case 'unit':
      return <UnitScreen kiosk={kiosk} screen={screen} />
    case 'e-services':
      return <EServicesScreen kiosk={kiosk} screen={screen} />
    case 'feedback':
      return <FeedbackScreen kiosk={kiosk} screen={screen} />
    case 'feedback-done':
      return <FeedbackDoneScreen kiosk={kiosk} screen={screen} />
  }
}
