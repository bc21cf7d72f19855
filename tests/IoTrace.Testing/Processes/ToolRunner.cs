using System.Diagnostics;
using System.Text;

namespace IoTrace.Testing;

/// <summary>Runs commands with a time limit and keeps what they wrote.</summary>
public static class ToolRunner
{
    public static Task<ToolResult> RunAsync(string fileName, params IReadOnlyList<string> arguments) =>
        RunAsync(new ToolCommand(fileName, arguments));

    /// <exception cref="System.ComponentModel.Win32Exception">The command was not found or may not be run.</exception>
    public static async Task<ToolResult> RunAsync(ToolCommand command)
    {
        using var process = Process.Start(StartInfo(command))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await WriteInputAsync(process, command.Input).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(command.Timeout);
        var timedOut = false;
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            timedOut = true;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return new ToolResult(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false), timedOut);
    }

    /// <summary>The blocking twin, for set-up in constructors; line ends in the result are normalised.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The command was not found or may not be run.</exception>
    public static ToolResult Run(string fileName, params IReadOnlyList<string> arguments)
    {
        var command = new ToolCommand(fileName, arguments);
        var output = new StringBuilder();
        var error = new StringBuilder();
        using var process = new Process { StartInfo = StartInfo(command) };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(error, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        var ended = process.WaitForExit(command.Timeout);
        if (!ended) process.Kill(entireProcessTree: true);
        // Only the overload without a limit waits for the last lines of the streams.
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output.ToString(), error.ToString(), !ended);
    }

    private static ProcessStartInfo StartInfo(ToolCommand command)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in command.Environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        return start;
    }

    private static async Task WriteInputAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A command that does not read its input may have ended before all of it was written.
        }
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null) text.Append(line).Append('\n');
    }
}
