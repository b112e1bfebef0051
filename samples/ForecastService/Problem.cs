using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace LstmForecast.Samples.Service;

/// <summary>A request that cannot be done, in words for who sent it.</summary>
internal sealed class RequestProblem(int status, string title, string detail) : Exception(detail)
{
    public int Status => status;

    public string Title => title;

    /// <summary>Seconds after which it may go better; null where it will not.</summary>
    public int? RetryAfter { get; init; }

    public static RequestProblem NotFound(string what, string name) => new(
        StatusCodes.Status404NotFound, $"No such {what}", $"There is no {what} '{name}'.");

    /// <summary>Runs the library: what it finds wrong with its arguments is wrong with the request.</summary>
    /// <param name="work">What to run.</param>
    /// <param name="mayComeLater">Whether what is not possible now may be so later, after some updates.</param>
    public static T Checked<T>(Func<T> work, bool mayComeLater = false)
    {
        try
        {
            return work();
        }
        catch (InvalidDataException wrong)
        {
            throw new RequestProblem(StatusCodes.Status400BadRequest, "No model file", wrong.Message);
        }
        catch (ArgumentException wrong)
        {
            throw new RequestProblem(StatusCodes.Status400BadRequest, "Not possible with this model", Readable(wrong));
        }
        catch (InvalidOperationException tooEarly) when (mayComeLater)
        {
            throw new RequestProblem(StatusCodes.Status409Conflict, "Not possible yet", tooEarly.Message);
        }
        catch (InvalidOperationException never)
        {
            throw new RequestProblem(StatusCodes.Status400BadRequest, "Not possible with this model", never.Message);
        }
    }

    /// <summary>Without the method's parameter and its value, which mean nothing to who sent a request.</summary>
    private static string Readable(ArgumentException wrong)
    {
        int end = wrong.Message.IndexOf($" (Parameter '{wrong.ParamName}')", StringComparison.Ordinal);
        return end < 0 ? wrong.Message : wrong.Message[..end];
    }
}

/// <summary>Writes problems as RFC 9457 has them.</summary>
internal sealed class ProblemWriter(IProblemDetailsService writer) : IExceptionHandler
{
    private const string Lacking = "missing required properties including: ";

    /// <summary>The framework's words without the names of types and parameters in them.</summary>
    private static string Detail(BadHttpRequestException bad)
    {
        if (bad.InnerException is System.Text.Json.JsonException json)
        {
            int lacking = json.Message.IndexOf(Lacking, StringComparison.Ordinal);
            if (lacking >= 0) return $"The body lacks the properties {json.Message[(lacking + Lacking.Length)..]}";
            return $"The body is not the JSON that belongs here: at {json.Path ?? "$"}, line {json.LineNumber + 1}, byte "
                + $"{json.BytePositionInLine}. The forms are described at /openapi/v1.json.";
        }

        return bad.Message.Contains("inferred", StringComparison.Ordinal)
            ? "The request has no body, or none of the type application/json. The forms are described at /openapi/v1.json."
            : bad.Message;
    }

    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        (int status, string? title, string? detail) = exception switch
        {
            RequestProblem problem => (problem.Status, problem.Title, problem.Message),
            BadHttpRequestException bad => (bad.StatusCode, null, Detail(bad)),
            // The client has left; nobody reads this.
            OperationCanceledException when context.RequestAborted.IsCancellationRequested =>
                (StatusCodes.Status499ClientClosedRequest, null, null),
            // What went wrong inside is for the log alone.
            _ => (StatusCodes.Status500InternalServerError, (string?)null, (string?)null),
        };
        if (exception is RequestProblem { RetryAfter: int seconds })
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.StatusCode = status;
        return await writer.TryWriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails =
            {
                Status = status,
                Title = title ?? ReasonPhrases.GetReasonPhrase(status),
                Detail = detail,
            },
        });
    }
}
