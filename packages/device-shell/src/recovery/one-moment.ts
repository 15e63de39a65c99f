import { quietBackground } from '../lockdown/window-options.ts'
import type { Surface } from '../surface.ts'

const texts: Readonly<Record<Surface, { readonly uk: string; readonly en: string }>> = {
  kiosk: { uk: 'Термінал за мить запрацює знову', en: 'The terminal will be back in a moment' },
  board: {
    uk: 'Табло за мить запрацює знову. Слухайте голос працівника',
    en: 'The board will be back in a moment. Please listen to the staff',
  },
  desk: { uk: 'Робоче місце за мить відкриється знову', en: 'The desk will be back in a moment' },
}

/**
 * The page shown while the app's own page is being brought back: plain HTML without a script, so that nothing in it
 * can fail. It says whom to phone.
 */
export function oneMomentPage(surface: Surface, phones: readonly string[]): string {
  const { uk, en } = texts[surface]
  const phone =
    phones.length === 0 ? '' : `<p class="phone">${phones.map((number) => escapeHtml(number)).join(' · ')}</p>`
  return `<!doctype html>
<html lang="uk">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${uk}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="./one-moment.css">
</head>
<body>
<main>
<h1>Зачекайте, будь ласка</h1>
<p>${uk}.</p>
<p class="en" lang="en">One moment, please. ${en}.</p>
${phone}
</main>
</body>
</html>
`
}

export const oneMomentStyle = `html, body { margin: 0; height: 100%; background: ${quietBackground}; color: #fff; }
body { display: grid; place-items: center; font-family: "Golos Text", "Noto Sans", "DejaVu Sans", sans-serif;
  user-select: none; touch-action: none; overscroll-behavior: none; overflow: hidden; cursor: default; }
main { padding: 5vmin; text-align: center; max-width: 34em; font-size: 3.2vmin; line-height: 1.4; }
h1 { font-size: 6.5vmin; font-weight: 600; margin: 0 0 3vmin; }
.en { color: #c0cee2; }
.phone { font-size: 5vmin; font-weight: 700; font-variant-numeric: tabular-nums; }
`

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
