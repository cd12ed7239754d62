@echo off
rem Copyright The Limpid Authors
rem SPDX-License-Identifier: Apache-2.0
rem
rem The command limpid from a checkout, for Windows. Untested: the maintainers have no Windows machine; reports are welcome.
rem Needs JAVA_HOME to name a JDK 25 or later. Builds on first use only: after changes run  build.cmd -Pfast -Dmaven.test.skip=true -pl cli -am package
setlocal
if not exist "%~dp0cli\target\limpid-0.1.0-SNAPSHOT" (
    echo limpid: building, first use, this takes a minute 1>&2
    call "%~dp0build.cmd" -q -Pfast -Dmaven.test.skip=true -pl cli -am package 1>&2 || exit /b 1
)
call "%~dp0cli\target\limpid-0.1.0-SNAPSHOT\limpid-0.1.0-SNAPSHOT\bin\limpid.cmd" %*
exit /b %ERRORLEVEL%
