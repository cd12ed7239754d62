@echo off
rem Copyright The Limpid Authors
rem SPDX-License-Identifier: Apache-2.0
rem
rem The command limpid for Windows. Untested: the maintainers have no Windows machine; reports are welcome.
rem Needs a Java 25 or later: JAVA_HOME, or else the java on PATH.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED -Xlog:disable -Xlog:all=warning:stderr %LIMPID_JAVA_OPTS% -cp "%~dp0..\lib\*" dev.limpid.cli.Limpid %*
exit /b %ERRORLEVEL%
