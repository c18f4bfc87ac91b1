#!/bin/sh
# Spendlight's budget guard for Claude Code, version 1: spendlight-hook.sh prompt|batch|tool STATE
# Prints the answer that Spendlight has prepared in STATE, or nothing. A guard rail, not a guarantee: whatever goes wrong ends with 0 and
# no word, and Claude Code goes on. Only builtins until something is to be stopped; then date and find, and head where a budget covers folders.
LC_ALL=C
export LC_ALL
case ${1-} in prompt | batch | tool) event=$1 ;; *) exit 0 ;; esac
state=${2-}
[ -f "$state" ] && [ -r "$state" ] || exit 0
IFS= read -r head <"$state" || exit 0
case $head in
  '{"schema":1,"stopping":0,"strict":false,'*) exit 0 ;;
  '{"schema":1,"stopping":'*) ;;
  *) exit 0 ;;
esac

# number NAME: the whole number behind that name in the first line, as $number; what is none ends all.
number() {
  number=${head#*"\"$1\":"}
  number=${number%%,*}
  case $number in '' | *[!0-9]*) exit 0 ;; esac
}
number updatedAt
updated=$number
number validUntil
valid=$number
now=$(date +%s)000
case $now in *[!0-9]*) exit 0 ;; esac

# The person said: go on until then.
if [ -r "$state.override" ] && IFS= read -r until <"$state.override"; then
  case $until in
    '' | *[!0-9]*) ;;
    *) [ "$now" -lt "$until" ] && exit 0 ;;
  esac
fi

part=stop
# Nothing holds longer than 15 minutes, whatever it says.
if [ "$now" -ge "$valid" ] || [ "$now" -ge "$((updated + 900000))" ] || [ "$now" -lt "$((updated - 60000))" ] ||
  [ -n "$(find "$state" -mmin "+$(((valid - updated) / 60000))" 2>/dev/null)" ]; then
  case $head in *'"strict":true,'*) part=stale ;; *) exit 0 ;; esac
fi

# Claude Code says where it works, as JSON with these names first. The state has folders as JSON writes them too, so nothing need be decoded.
exec 3<&0
asked=
field() {
  [ -n "$asked" ] || input=$(head -c 16384 <&3 2>/dev/null)
  asked=yes
  field=
  case $input in *"\"$1\""*) field=${input#*"\"$1\""} ;; esac
  while :; do
    case $field in [\ :]*) field=${field#?} ;; *) break ;; esac
  done
  case $field in '"'*) field=${field#?} ;; *) field= ;; esac
}
covers() {
  field cwd
  [ -n "$field" ] || field=${CLAUDE_PROJECT_DIR-}\"
  case $field in "$1\""* | "$1/"*) return 0 ;; esac
  return 1
}
speaks_of() {
  field session_id
  [ -n "$field" ] || field=${CLAUDE_CODE_SESSION_ID-}\"
  case $field in "$1\""*) return 0 ;; esac
  return 1
}

here=
applies=
while IFS= read -r line; do
  case $line in
    '"stale":{')
      here=stale
      applies=yes
      ;;
    '{"until":'*)
      here=stop
      applies=
      until=${line#*:}
      until=${until%%,*}
      case $until in
        '' | *[!0-9]*) here= ;;
        *) [ "$now" -lt "$until" ] || here= ;;
      esac
      ;;
    '"all",') applies=yes ;;
    '"in:'*'",')
      if [ "$here" = "$part" ] && [ -z "$applies" ]; then
        line=${line#'"in:'}
        covers "${line%'",'}" && applies=yes
      fi
      ;;
    '"session:'*'",')
      if [ "$here" = "$part" ] && [ -z "$applies" ]; then
        line=${line#'"session:'}
        speaks_of "${line%'",'}" && applies=yes
      fi
      ;;
    "\"$event\":{"*'},')
      if [ "$here" = "$part" ] && [ -n "$applies" ]; then
        line=${line#*:}
        printf '%s\n' "${line%,}"
        exit 0
      fi
      ;;
    '"budgets":['*) break ;;
  esac
done <"$state"
exit 0
