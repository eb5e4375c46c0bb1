namespace CoRe.Bot.Journeys.Crash;

/// <summary>Suites that drive the program as a process run alone: two cores are few, and their moments should be theirs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealProcess
{
    public const string Name = "real process";
}
