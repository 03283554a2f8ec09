"""`aksnet completion`: the script by which a shell asks aksnet for words.

Each script hands on the words of the line up to the cursor as arguments, with the shell's name in `_AKSNET_COMPLETE`.
The answer is `files`, `folders` or `words` in its first line, and for words one in each line, with a tab and what it
is. Files and folders are the shell's own matter.
"""

from __future__ import annotations

_BASH = r"""# aksnet: completion for bash; put this line into ~/.bashrc:
#   eval "$(aksnet completion bash)"
_aksnet() {
    local kind word rest
    COMPREPLY=()
    while IFS=$'\t' read -r word rest; do
        if [[ -z ${kind} ]]; then
            kind=${word}
        else
            COMPREPLY+=("${word}")
        fi
    done < <(_AKSNET_COMPLETE=bash "${1/#\~/$HOME}" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    case ${kind} in
        files) compopt -o default 2>/dev/null ;;
        folders) compopt -o dirnames -o filenames 2>/dev/null ;;
        *) [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null ;;
    esac
    return 0
}
complete -F _aksnet aksnet
"""
_ZSH = r"""#compdef aksnet
# aksnet: completion for zsh; put this line into ~/.zshrc, after compinit:
#   eval "$(aksnet completion zsh)"
_aksnet() {
    local -a answer open closed
    local line word
    answer=("${(@f)$(_AKSNET_COMPLETE=zsh "${words[1]/#\~/$HOME}" "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    case ${answer[1]} in
        files) _files ;;
        folders) _files -/ ;;
        words)
            for line in "${(@)answer[2,-1]}"; do
                word=${line%%$'\t'*}
                line="${word//:/\\:}:${line#*$'\t'}"
                if [[ ${word} == *= ]]; then open+=("${line}"); else closed+=("${line}"); fi
            done
            _describe -V word closed -- open -S ''
            ;;
    esac
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _aksnet "$@"
else
    compdef _aksnet aksnet
fi
"""
_FISH = r"""# aksnet: completion for fish; save this as ~/.config/fish/completions/aksnet.fish:
#   aksnet completion fish > ~/.config/fish/completions/aksnet.fish
function __aksnet_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answer (env _AKSNET_COMPLETE=fish $words $current 2>/dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path $current
        case folders
            __fish_complete_directories $current ''
        case words
            printf '%s\n' $answer[2..-1]
    end
end
complete --command aksnet --no-files --arguments '(__aksnet_complete)'
"""
# An empty word does not reach a program from every PowerShell, so it is written as two quotes.
_POWERSHELL = r"""# aksnet: completion for PowerShell; put this line into $PROFILE:
#   aksnet completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName aksnet -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.ToString() })
    $current = if ($wordToComplete) { $wordToComplete } else { '""' }
    $rest = @($words | Select-Object -Skip 1)
    $before = $env:_AKSNET_COMPLETE
    try {
        $env:_AKSNET_COMPLETE = 'powershell'
        $answer = @(& $words[0] @rest $current 2>$null)
    } finally {
        $env:_AKSNET_COMPLETE = $before
    }
    if ($answer.Count -eq 0 -or $answer[0] -ne 'words') { return }
    $answer | Select-Object -Skip 1 | ForEach-Object {
        $word, $what = $_ -split "`t", 2
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $what)
    }
}
"""
_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL}


def script(shell: str) -> str:
    """The script for a shell."""
    return _SCRIPTS[shell]
