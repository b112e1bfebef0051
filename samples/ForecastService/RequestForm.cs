using System.Net.Mime;
using Microsoft.Net.Http.Headers;

namespace LstmForecast.Samples.Service;

/// <summary>What every request is looked at for before it reaches an endpoint.</summary>
internal static class RequestForm
{
    private static readonly string[] Charsets = ["utf-8", "utf-16", "us-ascii"];

    public static Task Check(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        bool isJson = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
            && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase);
        if (isJson && type!.Charset.HasValue && !Charsets.Contains(type.Charset.Value!.Trim('"'), StringComparer.OrdinalIgnoreCase))
        {
            throw new RequestProblem(
                StatusCodes.Status400BadRequest, "Charset not known", $"JSON is read in {string.Join(", ", Charsets)}; send it in UTF-8.");
        }

        return next(context);
    }
}
