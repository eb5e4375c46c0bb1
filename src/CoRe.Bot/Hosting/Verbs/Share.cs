using System.Globalization;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>So many of so many, with what chance alone can explain.</summary>
internal sealed class Share
{
    private const double Z = 1.96;

    private int _of;
    private int _hits;

    public double Rate => _of == 0 ? 0 : _hits / (double)_of;

    public void Add(bool hit)
    {
        _of++;
        _hits += hit ? 1 : 0;
    }

    /// <summary>With the Wilson 95 % interval: forty rows without a miss still allow nine misses in a hundred.</summary>
    public override string ToString()
    {
        if (_of == 0)
        {
            return "no rows";
        }

        var spread = 1 + (Z * Z / _of);
        var middle = Rate + (Z * Z / (2 * _of));
        var half = Z * Math.Sqrt((Rate * (1 - Rate) / _of) + (Z * Z / (4.0 * _of * _of)));
        return string.Create(CultureInfo.InvariantCulture,
            $"{_hits,5} of {_of,5}   {Rate:0.000}   [{Math.Max(0, (middle - half) / spread):0.000}, {Math.Min(1, (middle + half) / spread):0.000}]");
    }
}
