using IoTrace.Capture;

namespace IoTrace.Cli.CommandLine.Completion;

/// <summary>
/// What a shell has to be told once. The candidates are the tool's own affair, at each Tab: processes come and go. Cocona's scripts know options
/// only by their long names, and need the package bash-completion.
/// </summary>
internal static class CompletionScript
{
    private const string Bash = """
        # iotrace completion for bash: source <(iotrace completion bash)
        _iotrace_complete() {
            local line
            COMPREPLY=()
            while IFS= read -r line; do
                if [[ $line == :files ]]; then
                    compopt -o default 2>/dev/null
                    return
                fi
                COMPREPLY+=("${line%%$'\t'*}")
            done < <("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
        }
        complete -F _iotrace_complete iotrace
        """;

    private const string Zsh = """
        # iotrace completion for zsh: source <(iotrace completion zsh)
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -u }
        _iotrace() {
            local line
            local -a lines values descriptions
            lines=("${(@f)$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
            if [[ ${lines[1]} == :files ]]; then
                _files
                return
            fi
            for line in "${lines[@]}"; do
                [[ -n $line ]] || continue
                values+=("${line%%$'\t'*}")
                descriptions+=("${line//$'\t'/  }")
            done
            compadd -d descriptions -a values
        }
        compdef _iotrace iotrace
        """;

    /// <summary>The shells there are scripts for.</summary>
    public static readonly string[] Shells = ["bash", "zsh"];

    /// <exception cref="IoTraceException">There is none for that shell.</exception>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => throw new IoTraceException(Messages.NoSuchShell(shell, Shells), ExitCode.Usage),
    };
}
