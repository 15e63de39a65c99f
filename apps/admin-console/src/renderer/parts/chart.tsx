import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useConsole } from '../console-context.ts'

echarts.use([BarChart, GridComponent, LegendComponent, AriaComponent, SVGRenderer])

export interface Series {
  readonly name: string
  readonly values: readonly number[]
  /** Token of its colour. */
  readonly colour: '--now' | '--done' | '--stop' | '--hold' | '--risk' | '--idle'
}

const height = 260

/**
 * Bars beside one another for every category. The figures stand in a table too, so the picture is one sentence to a
 * screen reader.
 * @param says what the picture shows, and where its figures are
 */
export function BarsChart({
  says,
  categories,
  series,
  stacked = false,
}: {
  readonly says: string
  readonly categories: readonly string[]
  readonly series: readonly Series[]
  readonly stacked?: boolean
}) {
  const { store } = useConsole()
  const contrast = useStore(store, (state) => state.contrast)
  const ref = useRef<HTMLDivElement>(null)
  const width = useWidth(ref)
  // drawn anew in other colours
  const svg = useMemo(
    () => (width === 0 ? null : drawing({ categories, series, stacked }, width, contrast)),
    [categories, series, stacked, width, contrast],
  )
  useEffect(() => {
    if (svg !== null) ref.current?.replaceChildren(svg)
  }, [svg])
  return <div ref={ref} className="chart" role="img" aria-label={says} />
}

interface Drawn {
  readonly categories: readonly string[]
  readonly series: readonly Series[]
  readonly stacked: boolean
}

/**
 * Drawn to text and read as XML: what echarts does to a live element sets `style` attributes, which the page's
 * Content-Security-Policy forbids.
 */
function drawing({ categories, series, stacked }: Drawn, width: number, contrast: string): Element {
  const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
  // echarts writes the family into an attribute as it is, so it has no quotes; what is seen is the style sheet's
  const font = { fontFamily: 'sans-serif', fontSize: 14, color: token('--quiet') }
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({
    animation: false,
    aria: { enabled: true, decal: { show: series.length > 1 || contrast === 'contrast' } },
    textStyle: font,
    grid: { left: 8, right: 8, top: series.length > 1 ? 40 : 16, bottom: 4, containLabel: true },
    ...(series.length > 1
      ? { legend: { left: 0, top: 0, itemWidth: 18, itemHeight: 14, textStyle: { ...font, color: token('--text') } } }
      : {}),
    xAxis: {
      type: 'category',
      data: [...categories],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: token('--edge') } },
      axisLabel: { ...font, interval: 0, width: Math.max(40, width / categories.length - 12), overflow: 'break' },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: font,
      splitLine: { lineStyle: { color: token('--line') } },
    },
    series: series.map(({ name, values, colour }) => ({
      type: 'bar',
      name,
      data: [...values],
      barMaxWidth: 36,
      ...(stacked ? { stack: 'all' } : {}),
      itemStyle: { color: token(colour), borderColor: token('--raised'), borderWidth: 1 },
      ...(series.length === 1 ? { label: { show: true, position: 'top', ...font, color: token('--text') } } : {}),
    })),
  })
  const text = chart.renderToSVGString()
  chart.dispose()
  const clean = text.replaceAll(/ style="[^"]*"/g, '').replaceAll(/<style[\s\S]*?<\/style>/g, '')
  const svg = new DOMParser().parseFromString(clean, 'image/svg+xml').documentElement
  svg.setAttribute('aria-hidden', 'true')
  return document.importNode(svg, true)
}

function useWidth(ref: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (element === null) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return width
}
