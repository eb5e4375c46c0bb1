namespace CoRe.Bot.Journeys.Crash;

/// <summary>One person's script and what became of it.</summary>
internal sealed class Talk(StubbornPhone phone, IReadOnlyList<string> script, bool isRisk)
{
    private readonly List<string> _ids = [];

    public StubbornPhone Phone { get; } = phone;

    public IReadOnlyList<string> Script { get; } = script;

    public bool IsRisk { get; } = isRisk;

    /// <summary>Says its lines one after another without waiting for the answers, as people do.</summary>
    public async Task RunAsync(Random random, CancellationToken cancellationToken)
    {
        await Phone.StartAsync(cancellationToken);
        foreach (var (index, text) in Script.Index())
        {
            await Task.Delay(random.Next(0, 60), cancellationToken);
            _ids.Add(await Phone.SayAsync(text, $"key-{index}", cancellationToken));
        }
    }

    /// <summary>The answers once nothing new has come for a while.</summary>
    public async Task<IReadOnlyList<string>> QuietAsync(CancellationToken cancellationToken)
    {
        var before = -1;
        for (var quiet = 0; quiet < 10;)
        {
            var lines = await Phone.ReadAsync(cancellationToken);
            quiet = lines.Count == before ? quiet + 1 : 0;
            before = lines.Count;
            await Task.Delay(100, cancellationToken);
        }

        return Answers(await Phone.ReadAsync(cancellationToken));
    }

    /// <summary>Waits until the last message is answered, then demands the very answers of a calm talk, no more and no fewer.</summary>
    public async Task SettleAsync(IReadOnlyList<string> calm, CancellationToken cancellationToken)
    {
        var lines = await Phone.ReadAsync(cancellationToken);
        while (Answers(lines).Count < calm.Count)
        {
            await Task.Delay(50, cancellationToken);
            lines = await Phone.ReadAsync(cancellationToken);
        }

        Assert.Equal(lines.Select(l => l.Number).Order().Distinct(), lines.Select(l => l.Number));
        Assert.Equal(Script, lines.Where(l => l.Role == "user").Select(l => l.Text));
        Assert.Equal(_ids.Count, _ids.Distinct().Count());
        Assert.Equal(calm, Answers(lines));
    }

    /// <summary>Each line of the bot with the message that it answers, in the order of the talk.</summary>
    private List<string> Answers(IReadOnlyList<SeenLine> lines)
    {
        var asked = _ids.Zip(Script).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. lines.Where(l => l.Role == "bot").Select(l => $"{(l.ReplyTo is null ? "" : asked.GetValueOrDefault(l.ReplyTo, ""))} <- {l.Type} {l.Text}")];
    }
}
