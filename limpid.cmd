@echo off
rem Copyright The Limpid Authors
rem SPDX-License-Identifier: Apache-2.0
rem
rem The command limpid from a checkout, for Windows. Untested: the maintainers have no Windows machine; reports are welcome.
rem Needs JAVA_HOME to name a JDK 25 or later. Builds on first use only: after changes, delete cli\target.
setlocal
call :find
if not defined APP (
    echo limpid: building, first use, this takes a minute 1>&2
    call "%~dp0build.cmd" -q -Pfast -Dmaven.test.skip=true -pl cli -am package 1>&2 || exit /b 1
    call :find
)
call "%APP%\bin\limpid.cmd" %*
exit /b %ERRORLEVEL%

:find
for /d %%D in ("%~dp0cli\target\limpid-*") do for /d %%E in ("%%D\limpid-*") do set "APP=%%E"
exit /b 0
