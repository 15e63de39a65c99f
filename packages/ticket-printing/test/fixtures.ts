import jsQR from 'jsqr'
import { isBlack, rgbaOf, type Raster, type TicketModel } from '../src/index.ts'

/** The visitor of the mockup: at 09:28 she takes А-015 for 10:20. */
export function aTicket(changes: Partial<TicketModel> = {}): TicketModel {
  return {
    language: 'uk',
    office: { name: 'Відділ № 1 ДМС', address: 'вул. Прикладна, 5', phone: '(0382) 00-00-00' },
    number: 'А-015',
    date: '2026-03-05',
    time: '10:20',
    service: 'Оформлення та видача посвідки на постійне проживання',
    person: { surname: 'Їжакевич-Задунайська', givenName: 'Єлизавета-Вікторія', patronymic: 'Всеволодівна' },
    code: '7K3M9QXT',
    qr: 'CHERHA1|6801|2026-03-05|А-015|0|7K3M9QXT',
    witness: '1284·9f3ac01b',
    issued: { date: '2026-03-05', time: '09:28' },
    noShowMinutes: 2,
    copy: false,
    ...changes,
  }
}

/** A ticket with everything as long as it gets. */
export function aLongTicket(): TicketModel {
  return aTicket({
    number: 'Ф-8888',
    date: '2026-09-28',
    time: '20:48',
    office: {
      name: 'Хмельницький міський відділ № 1 Управління ДМС України в Хмельницькій області',
      address: '29000, м. Хмельницький, вул. Тернопільська, 14/2-Б, корпус 3, перший поверх, праве крило',
      phone: '(0382) 00-00-00, (067) 470-05-05, (050) 470-05-05',
    },
    service:
      'Оформлення та обмін посвідки на тимчасове проживання у зв’язку зі зміною персональних даних, ' +
      'закінченням строку дії або непридатністю для подальшого використання',
    person: {
      surname: 'Старокостянтинівська-Верхньодніпровська-Білозерська',
      givenName: 'Щ'.repeat(60),
      patronymic: 'Володимир-Святослав-Ярополкович-Нововолинський',
    },
    copy: true,
  })
}

/** Columns and rows between which there is ink. */
export function inkBounds(raster: Raster): { left: number; right: number; top: number; bottom: number } {
  const bounds = { left: raster.width, right: -1, top: raster.height, bottom: -1 }
  for (let y = 0; y < raster.height; y++) {
    for (let x = 0; x < raster.width; x++) {
      if (!isBlack(raster, x, y)) continue
      bounds.left = Math.min(bounds.left, x)
      bounds.right = Math.max(bounds.right, x)
      bounds.top = Math.min(bounds.top, y)
      bounds.bottom = Math.max(bounds.bottom, y)
    }
  }
  return bounds
}

/** Text of the QR in a picture, or null when none is found. */
export function scan(raster: Raster): string | null {
  return jsQR.default(rgbaOf(raster), raster.width, raster.height)?.data ?? null
}
