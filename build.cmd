@echo off
rem Copyright The Limpid Authors
rem SPDX-License-Identifier: Apache-2.0
rem
rem Runs Maven, for Windows:  build verify
rem Untested: the maintainers have no Windows machine; reports are welcome. Needs JAVA_HOME to name a JDK 25 or later.
setlocal
if not defined JAVA_HOME (
    echo Limpid needs a JDK 25 or later: get one from https://adoptium.net and set JAVA_HOME to its folder. 1>&2
    exit /b 3
)
cd /d "%~dp0"
call mvnw.cmd %*
exit /b %ERRORLEVEL%
