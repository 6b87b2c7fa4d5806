### Days and times.

weekday-mon = Mon
weekday-tue = Tue
weekday-wed = Wed
weekday-thu = Thu
weekday-fri = Fri
weekday-sat = Sat
weekday-sun = Sun
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
month-jan = Jan
month-feb = Feb
month-mar = Mar
month-apr = Apr
month-may-short = May
month-jun = Jun
month-jul = Jul
month-aug = Aug
month-sep = Sep
month-oct = Oct
month-nov = Nov
month-dec = Dec
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
day-plain = { $month } { $day }
day-with-year = { $month } { $day }, { $year }
day-with-weekday = { $weekday }, { $month } { $day }
day-with-weekday-and-year = { $weekday }, { $month } { $day }, { $year }
month-with-year = { $month } { $year }
day-typed = { $month }/{ $day }/{ $year }
day-and-time = { $day }, { $time }
time-am = { $hour }:{ $minute } AM
time-pm = { $hour }:{ $minute } PM
# How long to wait, within a sentence.
wait-seconds = { $seconds ->
    [one] in a second
   *[other] in { $seconds } seconds
}
wait-minutes = { $minutes ->
    [one] in a minute
   *[other] in { $minutes } minutes
}
wait-hours = { $hours ->
    [one] in an hour
   *[other] in { $hours } hours
}
