# Spendlight's budget guard for Claude Code, version 1: spendlight-hook.ps1 prompt|batch|tool STATE
# Prints the answer that Spendlight has prepared in STATE, or nothing. A guard rail, not a guarantee: whatever goes wrong ends with 0 and
# no word, and Claude Code goes on. The same as spendlight-hook.sh, for Windows PowerShell 5.1 and later.
param([string]$Kind = '', [string]$State = '')
$ErrorActionPreference = 'Stop'
try {
  if (@('prompt', 'batch', 'tool') -cnotcontains $Kind) { exit 0 }
  if ($State -eq '' -or -not [IO.File]::Exists($State)) { exit 0 }
  $lines = [IO.File]::ReadAllLines($State)
  $head = $lines[0]
  $begins = [StringComparison]::Ordinal
  if (-not $head.StartsWith('{"schema":1,"stopping":', $begins)) { exit 0 }
  if ($head.StartsWith('{"schema":1,"stopping":0,"strict":false,', $begins)) { exit 0 }
  $updated = [long][regex]::Match($head, '"updatedAt":(\d+),').Groups[1].Value
  $valid = [long][regex]::Match($head, '"validUntil":(\d+),').Groups[1].Value
  if ($updated -eq 0 -or $valid -eq 0) { exit 0 }
  $now = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds()

  # The person said: go on until then.
  if ([IO.File]::Exists("$State.override")) {
    $until = [IO.File]::ReadAllText("$State.override").Trim()
    if ([regex]::IsMatch($until, '^\d{1,18}$') -and $now -lt [long]$until) { exit 0 }
  }

  $part = 'stop'
  $written = [DateTimeOffset]::new([IO.File]::GetLastWriteTimeUtc($State)).ToUnixTimeMilliseconds()
  # Nothing holds longer than 15 minutes, whatever it says.
  if ($now -ge $valid -or $now -ge $updated + 900000 -or $now -lt $updated - 60000 -or $now - $written -ge $valid - $updated + 60000) {
    if (-not $head.Contains('"strict":true,')) { exit 0 }
    $part = 'stale'
  }

  $spelled = {
    param([string]$path)
    $path = $path.Replace('\', '/').TrimEnd('/')
    if ([IO.Path]::DirectorySeparatorChar -eq '\') { $path.ToLowerInvariant() } else { $path }
  }
  $stdin = $null
  $told = {
    if ($null -eq $script:stdin) {
      $reader = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8)
      $script:stdin = $reader.ReadToEnd() | ConvertFrom-Json
    }
    $script:stdin
  }

  $here = ''
  $applies = $false
  foreach ($line in $lines) {
    if ($line -ceq '"stale":{') {
      $here = 'stale'
      $applies = $true
    }
    elseif ($line.StartsWith('{"until":', $begins)) {
      $until = [long][regex]::Match($line, '^\{"until":(\d{1,18}),').Groups[1].Value
      $here = if ($now -lt $until) { 'stop' } else { '' }
      $applies = $false
    }
    elseif ($line -ceq '"all",') { $applies = $true }
    elseif ($here -ceq $part -and -not $applies -and [regex]::IsMatch($line, '^"(in|session):.*",$')) {
      $which = $line.Substring(1, $line.IndexOf(':') - 1)
      $named = [string](('{"named":' + $line.TrimEnd(',') + '}') | ConvertFrom-Json).named
      $named = $named.Substring($which.Length + 1)
      $said = & $told
      if ($which -ceq 'session') { $applies = [string]$said.session_id -ceq $named }
      else {
        $cwd = & $spelled ([string]$said.cwd)
        $top = & $spelled $named
        $applies = $cwd -ceq $top -or $cwd.StartsWith("$top/", $begins)
      }
    }
    elseif ($here -ceq $part -and $applies -and $line.StartsWith("`"${Kind}`":{", $begins) -and $line.EndsWith('},', $begins)) {
      $answer = [Text.Encoding]::UTF8.GetBytes($line.Substring($Kind.Length + 3).TrimEnd(',') + "`n")
      $out = [Console]::OpenStandardOutput()
      $out.Write($answer, 0, $answer.Length)
      $out.Flush()
      exit 0
    }
    elseif ($line.StartsWith('"budgets":[', $begins)) { break }
  }
}
catch { }
exit 0
