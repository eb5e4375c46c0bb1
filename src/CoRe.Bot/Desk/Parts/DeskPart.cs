using Microsoft.AspNetCore.Components;

namespace CoRe.Bot.Desk.Parts;

/// <summary>A part of the desk that draws itself again when something changed, and stops its work when the page is left.</summary>
public abstract class DeskPart : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();

    /// <summary>Cancelled when this part leaves the screen.</summary>
    protected CancellationToken Leaving => _leaving.Token;

    [Inject]
    private DeskState Desk { get; set; } = default!;

    protected override void OnInitialized() => Desk.Changed += DrawAsync;

    public virtual void Dispose()
    {
        Desk.Changed -= DrawAsync;
        _leaving.Cancel();
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task DrawAsync() => InvokeAsync(StateHasChanged);
}
