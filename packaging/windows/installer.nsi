; SPDX-License-Identifier: GPL-3.0-or-later
; The installer: makensis -DVERSION=… -DFOLDER=… -DOUTPUT=… -DICON=… installer.nsi
; Whoever may, chooses between all users of the computer and oneself; others install for themselves without being asked for a password.
Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma

!define NAME "Sổ Ngày hội"
!define ID "SoNgayHoi"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_INSTDIR "${ID}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "Software\${ID}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "Installed"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "Software\${ID}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "Folder"
!include MultiUser.nsh
!include MUI2.nsh
!include LogicLib.nsh

Name "${NAME}"
OutFile "${OUTPUT}"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME}"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\bin\ngay-hoi.exe"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

LangString Running ${LANG_VIETNAMESE} "Chương trình ${NAME} đang mở. Hãy đóng chương trình rồi bấm Thử lại."
LangString Running ${LANG_ENGLISH} "${NAME} is open. Close it and press Retry."
LangString Kept ${LANG_VIETNAMESE} "Đã gỡ chương trình. Các sổ đã lập, bản sao lưu và thiết lập của anh/chị vẫn còn nguyên."
LangString Kept ${LANG_ENGLISH} "The program was removed. Your ledgers, their backups and your settings are still there."
LangString Ledger ${LANG_VIETNAMESE} "Sổ Ngày hội"
LangString Ledger ${LANG_ENGLISH} "Festival ledger"
LangString Package ${LANG_VIETNAMESE} "Tệp nộp báo cáo Ngày hội"
LangString Package ${LANG_ENGLISH} "Festival hand-in"
LangString Invitation ${LANG_VIETNAMESE} "Tệp mời nộp báo cáo Ngày hội"
LangString Invitation ${LANG_ENGLISH} "Festival invitation"
LangString Reply ${LANG_VIETNAMESE} "Phiếu trả lời báo cáo Ngày hội"
LangString Reply ${LANG_ENGLISH} "Festival reply"

; A program that runs cannot be written to. gdbus.exe ends some seconds after the program that started it.
!macro WAIT_FOR_END UN
Function ${UN}IsFree ; what is on the stack, a file: "yes" or ""
  Exch $0
  ${If} ${FileExists} "$INSTDIR\bin\$0"
    ClearErrors
    FileOpen $0 "$INSTDIR\bin\$0" a
    ${If} ${Errors}
      StrCpy $0 ""
    ${Else}
      FileClose $0
      StrCpy $0 "yes"
    ${EndIf}
  ${Else}
    StrCpy $0 "yes"
  ${EndIf}
  Exch $0
FunctionEnd

Function ${UN}WaitForEnd
  again:
  StrCpy $1 20 ; seconds
  ${Do}
    Push "ngay-hoi.exe"
    Call ${UN}IsFree
    Pop $0
    ${If} $0 == "yes"
      Push "gdbus.exe"
      Call ${UN}IsFree
      Pop $0
      ${If} $0 == "yes"
        Return
      ${EndIf}
      Sleep 1000
      IntOp $1 $1 - 1
    ${Else}
      StrCpy $1 0
    ${EndIf}
  ${LoopUntil} $1 = 0
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 1
  Quit
FunctionEnd
!macroend
!insertmacro WAIT_FOR_END ""
!insertmacro WAIT_FOR_END "un."

; Only what the installer brought. Whoever chose a folder with other things in it keeps them.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\bin"
  RMDir /r "$INSTDIR\share"
  RMDir /r "$INSTDIR\licences"
!macroend

!macro OPENS ENDING TITLE
  WriteRegStr SHCTX "Software\Classes\.${ENDING}" "" "${ID}.${ENDING}"
  WriteRegStr SHCTX "Software\Classes\${ID}.${ENDING}" "" "${TITLE}"
  WriteRegStr SHCTX "Software\Classes\${ID}.${ENDING}\DefaultIcon" "" "$INSTDIR\bin\ngay-hoi.exe,0"
  WriteRegStr SHCTX "Software\Classes\${ID}.${ENDING}\shell\open\command" "" '"$INSTDIR\bin\ngay-hoi.exe" "%1"'
!macroend

!macro OPENS_NO_MORE ENDING
  DeleteRegKey SHCTX "Software\Classes\${ID}.${ENDING}"
  DeleteRegValue SHCTX "Software\Classes\.${ENDING}" ""
  DeleteRegKey /ifempty SHCTX "Software\Classes\.${ENDING}"
!macroend

!macro TELL_THE_DESKTOP
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
  !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section
  Call WaitForEnd
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\bin\ngay-hoi.exe"
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\bin\ngay-hoi.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  !insertmacro OPENS "ngayhoi" "$(Ledger)"
  !insertmacro OPENS "ngayhoi-nop" "$(Package)"
  !insertmacro OPENS "ngayhoi-moi" "$(Invitation)"
  !insertmacro OPENS "ngayhoi-phieu" "$(Reply)"
  WriteRegStr SHCTX "Software\${ID}" "Installed" "$MultiUser.InstallMode"
  WriteRegStr SHCTX "Software\${ID}" "Folder" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\bin\ngay-hoi.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  !insertmacro TELL_THE_DESKTOP
SectionEnd

Section "Uninstall"
  Call un.WaitForEnd
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  !insertmacro OPENS_NO_MORE "ngayhoi"
  !insertmacro OPENS_NO_MORE "ngayhoi-nop"
  !insertmacro OPENS_NO_MORE "ngayhoi-moi"
  !insertmacro OPENS_NO_MORE "ngayhoi-phieu"
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "Software\${ID}"
  !insertmacro TELL_THE_DESKTOP
  MessageBox MB_OK|MB_ICONINFORMATION "$(Kept)" /SD IDOK
SectionEnd
