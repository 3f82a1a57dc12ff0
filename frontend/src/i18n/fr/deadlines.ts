/** Moments and deadlines the way people say them; `time` is "17 h" or "9 h 30". */
export const deadlines = {
  hour: (hours: number, minutes: number) =>
    minutes === 0 ? `${hours} h` : `${hours} h ${String(minutes).padStart(2, "0")}`,
  untilToday: (time: string) => `aujourd’hui avant ${time}`,
  untilTomorrow: (time: string) => `demain avant ${time}`,
  untilWeekday: (weekday: string, time: string) => `avant ${weekday} ${time}`,
  untilDay: (day: string, time: string) => `avant le ${day}, ${time}`,
  wasToday: (time: string) => `aujourd’hui à ${time}`,
  wasYesterday: (time: string) => `hier à ${time}`,
  wasWeekday: (weekday: string, time: string) => `${weekday} à ${time}`,
  wasDay: (day: string, time: string) => `le ${day} à ${time}`,
  answer: (until: string) => `Réponse attendue ${until}`,
  answerLate: (was: string) => `La réponse était attendue ${was}`,
  contact: (until: string) => `Premier contact attendu ${until}`,
  contactLate: (was: string) => `Le premier contact était attendu ${was}`,
} as const;
