using System.Collections.Frozen;

namespace CoRe.Bot.Dialogs.Steps;

/// <summary>Something a flow can have done (<c>do</c>, <c>ask</c>). Acts once; its outcome decides what follows.</summary>
internal interface IFlowAct
{
    string Name { get; }

    /// <summary>Every answer it can give; a flow must say what follows each.</summary>
    IReadOnlyList<string> Outcomes { get; }

    string Run(FlowTurn turn, string argument);
}

/// <summary>Something a flow can show (<c>show</c>). Changes nothing and may be composed any number of times.</summary>
internal interface IFlowShow
{
    string Name { get; }

    void Compose(FlowTurn turn, string argument, Page page);
}

/// <summary>The coded steps by the names that flows use.</summary>
internal sealed class StepBook(IEnumerable<IFlowAct> acts, IEnumerable<IFlowShow> shows)
{
    private readonly FrozenDictionary<string, IFlowAct> _acts = acts.ToFrozenDictionary(act => act.Name, StringComparer.Ordinal);
    private readonly FrozenDictionary<string, IFlowShow> _shows = shows.ToFrozenDictionary(show => show.Name, StringComparer.Ordinal);

    public IEnumerable<string> Names => _acts.Keys.Concat(_shows.Keys).Order(StringComparer.Ordinal);

    public IFlowAct? Act(string name) => _acts.GetValueOrDefault(name);

    public bool HasShow(string name) => _shows.ContainsKey(name);

    public IFlowShow Show(string name) => _shows[name];
}
