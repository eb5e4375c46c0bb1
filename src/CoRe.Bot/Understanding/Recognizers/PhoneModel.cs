using Microsoft.Recognizers.Text;
using PhoneNumbers;

namespace CoRe.Bot.Understanding.Recognizers;

/// <summary>
/// Phone numbers of the whole world, those without a country read as Italian ones. <c>Resolution["value"]</c> is E.164. libphonenumber knows
/// which numbers there can be; a date, an age or a code is none.
/// </summary>
internal sealed class PhoneModel : IModel
{
    private const string Home = "IT";
    private const int MostTries = 1000;
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    public string ModelTypeName => "phonenumber";

    public string Culture => Home;

    public string RequestedCulture => Home;

    /// <summary>A model speaks one language: the one it was made for.</summary>
    public void SetCultureInfo(string culture, string requestedCulture)
    {
    }

    public List<ModelResult> Parse(string query) => [.. Numbers.FindNumbers(Token.Digits(query), Home, PhoneNumberUtil.Leniency.VALID, MostTries).Select(found => new ModelResult
    {
        Text = query.Substring(found.Start, found.RawString.Length), Start = found.Start, End = found.Start + found.RawString.Length - 1, TypeName = ModelTypeName,
        Resolution = new SortedDictionary<string, object> { ["value"] = Numbers.Format(found.Number, PhoneNumberFormat.E164) },
    })];
}
