namespace CoRe.Bot.Hosting;

/// <summary>The setting <c>Mode</c>: <c>development</c> (default) shows what nobody has checked, marked so; <c>production</c> does not.</summary>
internal static class ProductMode
{
    public static bool IsProduction(IConfiguration configuration) => configuration["Mode"] switch
    {
        null or "" or "development" => false,
        "production" => true,
        _ => throw new InvalidOperationException("Mode must be 'development' or 'production'."),
    };
}
