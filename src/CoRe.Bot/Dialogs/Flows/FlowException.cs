namespace CoRe.Bot.Dialogs.Flows;

/// <summary>A flow file that must not be run. The message names file, line and reason; it stops the start.</summary>
internal sealed class FlowException(string file, long line, string reason) : Exception($"{file}, line {line}: {reason}")
{
    public string File { get; } = file;

    public long Line { get; } = line;
}
