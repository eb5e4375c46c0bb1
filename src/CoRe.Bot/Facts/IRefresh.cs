namespace CoRe.Bot.Facts;

/// <summary>Keeps something in memory in step with what the desk wrote to storage.</summary>
internal interface IRefresh
{
    /// <summary>Reads what is new; true when something was.</summary>
    Task<bool> RefreshAsync(CancellationToken cancellationToken);
}
